package io.semblance.encoder.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.lookup.BagOfWords;
import io.semblance.encoder.lookup.WordEmbeddings;
import io.semblance.encoder.module.WordWeights;
import io.semblance.encoder.tokenize.WhitespaceTokenizer;
import io.semblance.encoder.weights.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the modules of models that know words instead of tokens. */
final class WordModules {
  private static final String WHITESPACE = "WhitespaceTokenizer";

  private WordModules() {}

  static WordEmbeddings wordEmbeddings(ModelFolder folder, ModuleEntry entry) {
    JsonNode config = folder.json(entry.file("wordembedding_config.json"));
    String tokenizerClass = config.path("tokenizer_class").asText(WHITESPACE);
    if (!tokenizerClass.endsWith(WHITESPACE)) {
      throw folder.failure(
          "has WordEmbeddings with the tokenizer '"
              + tokenizerClass
              + "'; only "
              + WHITESPACE
              + " is known");
    }
    JsonNode tokenizer = folder.json(entry.file("whitespacetokenizer_config.json"));
    List<String> vocabulary = vocabulary(folder, entry, tokenizer);
    Tensor table =
        ModuleWeights.open(folder, entry, Set.of("emb_layer.weight")).tensor("emb_layer.weight");
    if (table.shape().size() != 2 || table.shape().get(0) < vocabulary.size()) {
      throw folder.failure(
          "has "
              + vocabulary.size()
              + " words in '"
              + entry.path()
              + "', but embeddings of shape "
              + table.shape());
    }
    Set<String> stopWords = new HashSet<>(strings(tokenizer.path("stop_words")));
    boolean lowerCase = tokenizer.path("do_lower_case").asBoolean(false);
    return new WordEmbeddings(
        new WhitespaceTokenizer(vocabulary, stopWords, lowerCase),
        table.values(),
        table.shape().get(1));
  }

  static BagOfWords bagOfWords(ModelFolder folder, ModuleEntry entry) {
    JsonNode config = folder.json(entry.file("config.json"));
    List<String> vocabulary = vocabulary(folder, entry, config);
    return new BagOfWords(
        new WhitespaceTokenizer(vocabulary, Set.of(), false),
        weights(config, vocabulary),
        config.path("cumulative_term_frequency").asBoolean(true));
  }

  static WordWeights wordWeights(ModelFolder folder, ModuleEntry entry) {
    JsonNode config = folder.json(entry.file("config.json"));
    return new WordWeights(weights(config, vocabulary(folder, entry, config)));
  }

  private static float[] weights(JsonNode config, List<String> vocabulary) {
    double unknown = config.path("unknown_word_weight").asDouble(1);
    JsonNode table = config.path("word_weights");
    float[] weights = new float[vocabulary.size()];
    for (int id = 0; id < weights.length; id++) {
      String word = vocabulary.get(id);
      double lowerCased = table.path(word.toLowerCase(Locale.ROOT)).asDouble(unknown);
      weights[id] = (float) table.path(word).asDouble(lowerCased);
    }
    return weights;
  }

  private static List<String> vocabulary(ModelFolder folder, ModuleEntry entry, JsonNode config) {
    List<String> words = strings(config.path("vocab"));
    if (words.isEmpty()) {
      throw folder.failure("has no vocab in '" + entry.path() + "'");
    }
    return words;
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(element -> strings.add(element.asText()));
    return strings;
  }
}
