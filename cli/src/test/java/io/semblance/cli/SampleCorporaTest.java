package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The corpora that are shipped are those that their manifests describe. */
class SampleCorporaTest {
  @ParameterizedTest
  @ValueSource(strings = {"help-centre", "paraphrases", "topics", "handbooks"})
  void manifestsTellTheTruth(String corpus) throws IOException, NoSuchAlgorithmException {
    JsonNode manifest = new ObjectMapper().readTree(resource(corpus + "/manifest.json"));

    assertThat(manifest.get("licence").asText()).isEqualTo("Apache-2.0");
    assertThat(manifest.get("files")).isNotEmpty();
    for (JsonNode file : manifest.get("files")) {
      byte[] bytes = resource(corpus + "/" + file.get("path").asText());
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertThat(HexFormat.of().formatHex(digest))
          .as("%s; run sample-corpora/refresh-manifests.py", file.get("path"))
          .isEqualTo(file.get("sha256").asText());
      assertThat(bytes).hasSize(file.get("bytes").asInt());
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        SampleCorporaTest.class.getResourceAsStream("/io/semblance/corpora/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
