package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/**
 * What the files of a Transformer module say.
 *
 * @param graph the ONNX file
 * @param tokenizer the {@code tokenizer.json}
 * @param maxTokens limit on a text's tokens
 * @param lowerCase whether texts are lower-cased before tokenizing
 * @param padId token id that fills up shorter texts
 */
public record TransformerSettings(
    Path graph, Path tokenizer, int maxTokens, boolean lowerCase, long padId) {
  private static final String SETTINGS = "sentence_bert_config.json";

  static JsonNode json(ModelFolder folder, ModuleEntry transformer) {
    return folder.json(transformer.file(SETTINGS));
  }

  /** Reads and checks the files of {@code transformer}. */
  public static TransformerSettings read(ModelFolder folder, ModuleEntry transformer) {
    Path graph =
        folder.firstOf(
            List.of(transformer.file("model.onnx"), transformer.file("onnx/model.onnx")));
    Path tokenizer = folder.firstOf(List.of(transformer.file("tokenizer.json")));
    return new TransformerSettings(
        graph,
        tokenizer,
        MaxTokens.resolve(folder, transformer),
        json(folder, transformer).path("do_lower_case").asBoolean(false),
        folder.json(transformer.file("config.json")).path("pad_token_id").asLong(0));
  }
}
