package io.semblance.encoder.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubOptionsTest {
  @TempDir private Path home;

  private HubOptions options(String... pairs) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return HubOptions.fromEnvironment(environment, home);
  }

  @Test
  void hasThePythonClientsDefaults() {
    HubOptions options = options();

    assertThat(options.endpoint()).hasToString("https://huggingface.co");
    assertThat(options.cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
    assertThat(options.token()).isNull();
    assertThat(options.offline()).isFalse();
    assertThat(options.symlinks()).isTrue();
    assertThat(options.metadataTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.downloadTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void looksForTheCacheInTheOrderOfTheVariables() {
    assertThat(options("XDG_CACHE_HOME", "/x").cache()).hasToString("/x/huggingface/hub");
    assertThat(options("XDG_CACHE_HOME", "/x", "HF_HOME", "/h").cache()).hasToString("/h/hub");
    assertThat(options("HF_HOME", "/h", "HUGGINGFACE_HUB_CACHE", "/old").cache())
        .hasToString("/old");
    assertThat(options("HUGGINGFACE_HUB_CACHE", "/old", "HF_HUB_CACHE", "/new").cache())
        .hasToString("/new");
    assertThat(options("HF_HUB_CACHE", "/new", "SENTENCE_TRANSFORMERS_HOME", "/st").cache())
        .hasToString("/st");
    assertThat(options("HF_HOME", "~/h").cache()).isEqualTo(home.resolve("h/hub"));
    assertThat(options("HF_HOME", " ").cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
  }

  @Test
  void takesTheTokenFromVariablesThenFromTheFile() throws IOException {
    Path file = Files.createDirectories(home.resolve(".cache/huggingface")).resolve("token");
    Files.writeString(file, "of-file\n");
    Path other = Files.writeString(home.resolve("other"), "of-other");

    assertThat(options().token()).isEqualTo("of-file");
    assertThat(options("HF_TOKEN_PATH", other.toString()).token()).isEqualTo("of-other");
    assertThat(options("HUGGING_FACE_HUB_TOKEN", "old").token()).isEqualTo("old");
    assertThat(options("HUGGING_FACE_HUB_TOKEN", "old", "HF_TOKEN", " new ").token())
        .isEqualTo("new");
    assertThat(options("HF_TOKEN", "new", "HF_HUB_DISABLE_IMPLICIT_TOKEN", "1").token()).isNull();
  }

  @Test
  void readsSwitchesAndTimes() {
    for (String value : new String[] {"1", "on", "Yes", "TRUE"}) {
      assertThat(options("HF_HUB_OFFLINE", value).offline()).isTrue();
      assertThat(options("TRANSFORMERS_OFFLINE", value).offline()).isTrue();
      assertThat(options("HF_HUB_DISABLE_SYMLINKS", value).symlinks()).isFalse();
    }
    assertThat(options("HF_HUB_OFFLINE", "0").offline()).isFalse();
    assertThat(options("HF_HUB_ETAG_TIMEOUT", "2.5").metadataTimeout())
        .isEqualTo(Duration.ofMillis(2500));
    assertThat(options("HF_HUB_DOWNLOAD_TIMEOUT", "60").downloadTimeout())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void cutsTheSlashOffTheEndpoint() {
    assertThat(options("HF_ENDPOINT", "http://mirror:8080/hf//").endpoint())
        .hasToString("http://mirror:8080/hf");
  }

  @Test
  void refusesValuesThatMakeNoSense() {
    assertThatThrownBy(() -> options("HF_ENDPOINT", "mirror"))
        .hasMessageContaining("must be like https://huggingface.co, got: 'mirror'");
    assertThatThrownBy(() -> options("HF_ENDPOINT", "ftp://mirror")).hasMessageContaining("ftp");
    assertThatThrownBy(() -> options("HF_HUB_ETAG_TIMEOUT", "soon"))
        .hasMessage("HF_HUB_ETAG_TIMEOUT must be a number of seconds, got: 'soon'");
    assertThatThrownBy(() -> options("HF_HUB_ETAG_TIMEOUT", "0")).hasMessageContaining("above 0");
    assertThatThrownBy(() -> options("HF_TOKEN", "two\nlines")).hasMessageContaining("HF_TOKEN");
  }

  @Test
  void doesNotPrintTheToken() {
    assertThat(options("HF_TOKEN", "secret").toString()).doesNotContain("secret");
  }
}
