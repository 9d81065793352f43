package io.semblance.encoder.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaxTokensTest {
  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"max_seq_length\": 256}|{\"model_max_length\": 512}|{\"max_position_embeddings\": 128}|256",
        "{\"max_seq_length\": 256, \"tokenizer_args\": {\"model_max_length\": 64}}|{}|{}|64",
        "{\"max_seq_length\": 256, \"processing_kwargs\": {\"text\": {\"max_length\": 32}}}|{}|{}|32",
        "{\"max_seq_length\": null}|{\"model_max_length\": 512}|{\"max_position_embeddings\": 300}|300",
        "{}|{\"model_max_length\": 512}|{\"max_position_embeddings\": -1}|512",
        "{}|{\"model_max_length\": 514}|{\"max_position_embeddings\": 514, \"model_type\": \"xlm-roberta\"}|512",
        "{}|{\"model_max_length\": 514}|{\"max_position_embeddings\": 514, \"model_type\": \"bert\"}|514"
      })
  void followsTheOrderOfPrecedence(String settings, String tokenizer, String config, int expected)
      throws IOException {
    write(settings, tokenizer, config);

    assertThat(resolve()).isEqualTo(expected);
  }

  @Test
  void aHugeLimitIsNone() throws IOException {
    write("{}", "{\"model_max_length\": 1e30}", "{}");

    assertThat(resolve()).isEqualTo(ModelInfo.UNLIMITED);
  }

  @Test
  void refusesALimitBelowOne() throws IOException {
    write("{\"max_seq_length\": 0}", "{}", "{}");

    assertThatThrownBy(this::resolve).hasMessageContaining("must be at least 1");
  }

  private int resolve() {
    return MaxTokens.resolve(
        new ModelFolder(root), new ModuleEntry("Transformer", ""), EncoderOptions.defaults());
  }

  private void write(String settings, String tokenizer, String config) throws IOException {
    Files.writeString(root.resolve("sentence_bert_config.json"), settings);
    Files.writeString(root.resolve("tokenizer_config.json"), tokenizer);
    Files.writeString(root.resolve("config.json"), config);
  }
}
