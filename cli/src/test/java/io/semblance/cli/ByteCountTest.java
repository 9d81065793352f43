package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteCountTest {
  @Test
  void countsInDecimalUnits() {
    assertThat(ByteCount.text(0)).isEqualTo("0 B");
    assertThat(ByteCount.text(999)).isEqualTo("999 B");
    assertThat(ByteCount.text(1000)).isEqualTo("1.0 kB");
    assertThat(ByteCount.text(90_868_373)).isEqualTo("90.9 MB");
    assertThat(ByteCount.text(999_999)).isEqualTo("1.0 MB");
    assertThat(ByteCount.text(2_500_000_000L)).isEqualTo("2.5 GB");
    assertThat(ByteCount.text(Long.MAX_VALUE)).isEqualTo("9223372.0 TB");
  }
}
