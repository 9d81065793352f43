package io.semblance.index.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitDataTest {
  @Test
  void isReadAsItIsWritten() {
    CommitData data = new CommitData(17, 12);
    assertThat(CommitData.of(data.entries())).isEqualTo(data);
  }

  @Test
  void aCommitThatTellsNoCompleteVersionHadNoChangeUnderWay() {
    assertThat(CommitData.of(Map.of("sequence", "9").entrySet())).isEqualTo(new CommitData(9, 9));
    assertThat(CommitData.of(Set.of())).isEqualTo(new CommitData(0, 0));
  }
}
