package io.semblance.encoder.hub;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@link HubOptions} from the variables that the Python client knows. */
record HubEnvironment(Map<String, String> variables, Path userHome) {
  private static final String DEFAULT_ENDPOINT = "https://huggingface.co";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
  private static final Set<String> TRUE = Set.of("1", "ON", "YES", "TRUE");
  private static final long MAX_TOKEN_BYTES = 64 << 10;

  HubOptions options() {
    return new HubOptions(
        endpoint(),
        token(),
        cache(),
        isSet("HF_HUB_OFFLINE") || isSet("TRANSFORMERS_OFFLINE"),
        seconds("HF_HUB_ETAG_TIMEOUT"),
        seconds("HF_HUB_DOWNLOAD_TIMEOUT"),
        !isSet("HF_HUB_DISABLE_SYMLINKS"),
        RETRY_PAUSE);
  }

  private URI endpoint() {
    String value = first("HF_ENDPOINT");
    String address = value == null ? DEFAULT_ENDPOINT : value.replaceFirst("/+$", "");
    try {
      return URI.create(address);
    } catch (IllegalArgumentException e) {
      throw SemblanceException.invalid(
          "HF_ENDPOINT must be an address like " + DEFAULT_ENDPOINT + ", got: '" + address + "'");
    }
  }

  private Path home() {
    String home = first("HF_HOME");
    if (home != null) {
      return path(home);
    }
    String cacheHome = first("XDG_CACHE_HOME");
    Path parent = cacheHome == null ? userHome.resolve(".cache") : path(cacheHome);
    return parent.resolve("huggingface");
  }

  private Path cache() {
    String folder = first("SENTENCE_TRANSFORMERS_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE");
    return folder == null ? home().resolve("hub") : path(folder);
  }

  private @Nullable String token() {
    if (isSet("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
      return null;
    }
    String token = first("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN");
    return token == null ? tokenFromFile() : token;
  }

  private @Nullable String tokenFromFile() {
    String named = first("HF_TOKEN_PATH");
    Path file = named == null ? home().resolve("token") : path(named);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_TOKEN_BYTES) {
        return null;
      }
      String token = Files.readString(file).strip();
      return token.isEmpty() ? null : token;
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE,
          "cannot read the hub token in " + file + ": " + e + "; make it readable or set HF_TOKEN",
          e);
    }
  }

  private Duration seconds(String name) {
    String value = first(name);
    if (value == null) {
      return DEFAULT_TIMEOUT;
    }
    try {
      return Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
    } catch (NumberFormatException e) {
      throw SemblanceException.invalid(name + " must be a number of seconds, got: '" + value + "'");
    }
  }

  private boolean isSet(String name) {
    String value = first(name);
    return value != null && TRUE.contains(value.toUpperCase(Locale.ROOT));
  }

  /** The first of these variables that is not blank. */
  private @Nullable String first(String... names) {
    for (String name : names) {
      String value = variables.get(name);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }

  private Path path(String text) {
    return text.equals("~") || text.startsWith("~/")
        ? userHome.resolve(text.substring(Math.min(2, text.length())))
        : Path.of(text);
  }
}
