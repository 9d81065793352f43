package io.semblance.encoder.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.encoder.InputType;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PromptsTest {
  private static Prompts read(String json) throws IOException {
    return Prompts.of(new ModelFolder(Path.of("m")), new ObjectMapper().readTree(json));
  }

  @Test
  void picksThePromptOfTheSide() throws IOException {
    Prompts prompts = read("{\"prompts\": {\"query\": \"query: \", \"document\": \"passage: \"}}");

    assertThat(prompts.promptFor(InputType.QUERY)).isEqualTo("query: ");
    assertThat(prompts.promptFor(InputType.DOCUMENT)).isEqualTo("passage: ");
    assertThat(prompts.promptFor(InputType.PLAIN)).isEmpty();
  }

  @Test
  void keepsSentenceTransformersTwoSurprises() throws IOException {
    Prompts prompts =
        read(
            "{\"prompts\": {\"passage\": \"p: \", \"sts\": \"s: \"}, \"default_prompt_name\": \"sts\"}");

    assertThat(prompts.promptFor(InputType.DOCUMENT)).isEmpty();
    assertThat(prompts.promptFor(InputType.QUERY)).isEmpty();
    assertThat(prompts.promptFor(InputType.PLAIN)).isEqualTo("s: ");
  }

  @Test
  void aNullPromptIsEmptyAndAnUnknownDefaultIsRefused() throws IOException {
    assertThat(read("{\"prompts\": {\"query\": null}}").promptFor(InputType.QUERY)).isEmpty();
    assertThatThrownBy(() -> read("{\"default_prompt_name\": \"x\"}"))
        .hasMessageContaining("default_prompt_name 'x'");
  }
}
