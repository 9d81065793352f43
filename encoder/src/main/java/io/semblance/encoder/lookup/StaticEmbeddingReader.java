package io.semblance.encoder.lookup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModelWeights;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.weights.Weights;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads a StaticEmbedding's files: {@code tokenizer.json} and {@code model.safetensors} with {@code
 * embedding.weight} or, from model2vec, {@code embeddings} and perhaps {@code mapping} and {@code
 * weights}.
 */
final class StaticEmbeddingReader {
  private static final JsonFactory JSON = new JsonFactory(new ObjectMapper());
  private static final String TOKENIZER = "tokenizer.json";
  private static final String TABLE = "embedding.weight";
  private static final String MODEL2VEC_TABLE = "embeddings";

  private StaticEmbeddingReader() {}

  static StaticEmbedding read(ModelFolder folder, ModuleEntry module, Path nativeCache) {
    Path tokenizerFile = folder.firstOf(List.of(module.file(TOKENIZER)));
    StaticEmbeddingTable table = table(folder, ModelWeights.of(folder, module.path()));
    StaticEmbeddingRules rules =
        table.isModel2Vec() || !folder.has("modules.json")
            ? StaticEmbeddingRules.ofModel2Vec(
                part(tokenizerFile, "model"), folder.json(module.file("config.json")))
            : StaticEmbeddingRules.ofSentenceTransformers(part(tokenizerFile, "truncation"));
    return new StaticEmbedding(
        table, StaticEmbeddingTokenizer.open(tokenizerFile, nativeCache), rules);
  }

  /** One part of a tokenizer's file, which may be too large to be read whole. */
  private static JsonNode part(Path tokenizerFile, String name) {
    try (JsonParser parser = JSON.createParser(tokenizerFile.toFile())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(name);
        parser.nextToken();
        if (wanted) {
          return parser.readValueAsTree();
        }
        parser.skipChildren();
      }
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot read tokenizer " + tokenizerFile + ": " + e, e);
    }
  }

  private static StaticEmbeddingTable table(ModelFolder folder, Weights weights) {
    String name = weights.names().contains(TABLE) ? TABLE : MODEL2VEC_TABLE;
    List<Integer> shape = weights.shape(name);
    if (shape.size() != 2 || shape.contains(0)) {
      throw folder.failure(
          "needs tensor '" + name + "' of shape [tokens, dimension], found " + shape);
    }
    Set<String> names = weights.names();
    return new StaticEmbeddingTable(
        weights.read(name).values(),
        shape.get(1),
        names.contains("mapping") ? mapping(folder, weights, shape.get(0)) : null,
        names.contains("weights") ? tokenWeights(folder, weights) : null);
  }

  private static int[] mapping(ModelFolder folder, Weights weights, int rows) {
    int[] mapping = weights.readInts("mapping");
    for (int token = 0; token < mapping.length; token++) {
      if (mapping[token] < 0 || mapping[token] >= rows) {
        throw folder.failure(
            "maps token "
                + token
                + " to row "
                + mapping[token]
                + " of a table of "
                + rows
                + " rows");
      }
    }
    return mapping;
  }

  private static float[] tokenWeights(ModelFolder folder, Weights weights) {
    List<Integer> shape = weights.shape("weights");
    if (shape.size() != 1) {
      throw folder.failure("needs one weight a token, has 'weights' of shape " + shape);
    }
    return weights.read("weights").values();
  }

  static SemblanceException unknownToken(long id, int tokens) {
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE,
        "the tokenizer gives token "
            + id
            + ", the table has vectors for "
            + tokens
            + " tokens: the model's files do not belong together");
  }
}
