package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  @Test
  void hasHelpWithExamples() {
    for (String command : new String[] {"pull", "show", "verify", "remove"}) {
      CommandRun help = CommandRun.of(null, "models", command, "--help");
      assertThat(help.exitCode()).isZero();
      assertThat(help.out())
          .contains("Usage: semblance models " + command, "semblance models " + command + " BAAI/");
    }
  }

  @Test
  void saysHowToGetAModelThatIsNotThere(@TempDir Path home) {
    CommandRun show = CommandRun.of(home, "models", "show", "nobody/nothing-of-this-name");

    assertThat(show.exitCode()).isEqualTo(3);
    assertThat(show.err())
        .contains("unknown model 'nobody/nothing-of-this-name'", "semblance models pull ID");
  }
}
