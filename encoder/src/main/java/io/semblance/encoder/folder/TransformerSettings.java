package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.semblance.encoder.EncoderOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * What the files of a Transformer module say.
 *
 * @param graph the ONNX file
 * @param tokenizer how its texts are tokenized
 * @param padId token id that fills up shorter texts
 * @param padsLeft whether they are filled up at their beginning
 */
public record TransformerSettings(
    Path graph, TokenizerSettings tokenizer, long padId, boolean padsLeft) {
  private static final List<String> SETTINGS =
      List.of(
          "sentence_bert_config.json",
          "sentence_roberta_config.json",
          "sentence_distilbert_config.json",
          "sentence_camembert_config.json",
          "sentence_albert_config.json",
          "sentence_xlm-roberta_config.json",
          "sentence_xlnet_config.json");

  /** The module's settings: the first of seven files that is there and not empty. */
  static JsonNode json(ModelFolder folder, ModuleEntry transformer) {
    return SETTINGS.stream()
        .map(name -> folder.json(transformer.file(name)))
        .filter(settings -> !settings.isEmpty())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Names of the files that {@link #read} looks at, for a fingerprint. */
  static List<String> files() {
    return SETTINGS;
  }

  /**
   * Reads and checks the files of {@code transformer}.
   *
   * @param options may name the graph and limit the tokens
   */
  public static TransformerSettings read(
      ModelFolder folder, ModuleEntry transformer, EncoderOptions options) {
    JsonNode settings = json(folder, transformer);
    requireText(folder, settings);
    return new TransformerSettings(
        graph(folder, transformer, options),
        tokenizer(folder, transformer, options, true),
        folder.json(transformer.file("config.json")).path("pad_token_id").asLong(0),
        padsLeft(folder, transformer));
  }

  /**
   * Reads the text half of a model of texts and images, which pads with the token that its
   * tokenizer names.
   */
  public static TransformerSettings readClip(
      ModelFolder folder, ModuleEntry clip, EncoderOptions options) {
    TokenizerSettings tokenizer = tokenizer(folder, clip, options, true);
    JsonNode pad = folder.json(clip.file("tokenizer_config.json")).path("pad_token");
    String padToken = pad.isObject() ? pad.path("content").asText() : pad.asText();
    int padId = Vocabulary.read(tokenizer.file()).idOf(padToken).orElse(0);
    String named = options.graph().file();
    String graph = named == null ? "text_model.onnx" : named;
    return new TransformerSettings(
        folder.firstOf(List.of(clip.file("onnx/" + graph), clip.file(graph), "onnx/" + graph)),
        tokenizer,
        padId,
        padsLeft(folder, clip));
  }

  /** How the texts of a module are tokenized. */
  public static TokenizerSettings tokenizer(
      ModelFolder folder, ModuleEntry module, EncoderOptions options, boolean specialTokens) {
    return new TokenizerSettings(
        tokenizerFile(folder, module),
        MaxTokens.resolve(folder, module, options),
        json(folder, module).path("do_lower_case").asBoolean(false),
        options.stripTexts(),
        specialTokens);
  }

  private static boolean padsLeft(ModelFolder folder, ModuleEntry module) {
    return folder
        .json(module.file("tokenizer_config.json"))
        .path("padding_side")
        .asText()
        .equals("left");
  }

  private static Path graph(ModelFolder folder, ModuleEntry transformer, EncoderOptions options) {
    List<String> candidates =
        GraphFile.candidates(transformer.path(), options.graph(), CpuFeatures.ofThisMachine());
    return folder.firstOf(candidates);
  }

  private static Path tokenizerFile(ModelFolder folder, ModuleEntry module) {
    String file = module.file("tokenizer.json");
    if (!folder.has(file)) {
      throw folder.failure(
          "has no "
              + file
              + "; older models bring only a vocabulary: load and save the tokenizer once with the transformers"
              + " library, which writes that file");
    }
    return folder.firstOf(List.of(file));
  }

  /** A model that takes chat messages or images only would read plain text wrongly. */
  private static void requireText(ModelFolder folder, JsonNode settings) {
    JsonNode modalities = settings.path("modality_config");
    if (modalities.has("message") || (modalities.isObject() && !modalities.has("text"))) {
      throw folder.failure(
          "takes input of the kinds "
              + modalities.properties().stream().map(e -> e.getKey()).toList()
              + "; only models that take plain text are run");
    }
  }
}
