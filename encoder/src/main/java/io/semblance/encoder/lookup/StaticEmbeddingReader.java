package io.semblance.encoder.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.weights.Safetensors;
import io.semblance.encoder.weights.Tensor;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a StaticEmbedding's files: {@code tokenizer.json} and {@code model.safetensors} with {@code
 * embedding.weight} or, from model2vec, {@code embeddings} and perhaps {@code mapping} and {@code
 * weights}.
 */
final class StaticEmbeddingReader {
  private static final String TOKENIZER = "tokenizer.json";
  private static final String WEIGHTS_FILE = "model.safetensors";

  private StaticEmbeddingReader() {}

  static StaticEmbedding read(ModelFolder folder, ModuleEntry module, Path nativeCache) {
    Path tokenizerFile = folder.firstOf(List.of(module.file(TOKENIZER)));
    StaticEmbeddingTable table =
        table(folder, Safetensors.read(folder.firstOf(List.of(module.file(WEIGHTS_FILE)))));
    JsonNode tokenizerJson = folder.json(module.file(TOKENIZER));
    StaticEmbeddingRules rules =
        table.isModel2Vec() || ModuleEntry.isModel2Vec(folder)
            ? StaticEmbeddingRules.ofModel2Vec(
                tokenizerJson, folder.json(module.file("config.json")))
            : StaticEmbeddingRules.ofSentenceTransformers(tokenizerJson);
    return new StaticEmbedding(
        table, StaticEmbeddingTokenizer.open(tokenizerFile, nativeCache), rules);
  }

  private static StaticEmbeddingTable table(ModelFolder folder, Map<String, Tensor> tensors) {
    Tensor rows = tensors.getOrDefault("embedding.weight", tensors.get("embeddings"));
    if (rows == null || rows.shape().size() != 2 || rows.values().length == 0) {
      throw folder.failure(
          "needs a tensor 'embedding.weight' or 'embeddings' of shape [tokens, dimension] in "
              + WEIGHTS_FILE
              + ", found "
              + tensors);
    }
    int count = rows.shape().get(0);
    return new StaticEmbeddingTable(
        rows.values(),
        rows.shape().get(1),
        mapping(folder, tensors.get("mapping"), count),
        weights(folder, tensors.get("weights")));
  }

  private static int @Nullable [] mapping(ModelFolder folder, @Nullable Tensor tensor, int rows) {
    if (tensor == null) {
      return null;
    }
    int[] mapping = new int[tensor.values().length];
    for (int token = 0; token < mapping.length; token++) {
      float row = tensor.values()[token];
      if (!(row >= 0 && row < rows) || row != (int) row) {
        throw folder.failure(
            "maps token " + token + " to row " + row + " of a table of " + rows + " rows");
      }
      mapping[token] = (int) row;
    }
    return mapping;
  }

  private static float @Nullable [] weights(ModelFolder folder, @Nullable Tensor tensor) {
    if (tensor == null) {
      return null;
    }
    if (tensor.shape().size() != 1) {
      throw folder.failure("needs one weight a token, has 'weights' of shape " + tensor.shape());
    }
    return tensor.values();
  }

  static SemblanceException unknownToken(int id, int tokens) {
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE,
        "the tokenizer gives token "
            + id
            + ", the table has vectors for "
            + tokens
            + " tokens: the model's files do not belong together");
  }
}
