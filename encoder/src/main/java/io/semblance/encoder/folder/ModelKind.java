package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** What a model does with texts; each kind is opened by a class of its own. */
public enum ModelKind {
  DENSE(
      "SentenceTransformer",
      "a sentence encoder",
      "open it with SentenceEncoders.load, or 'semblance encode'"),
  SPARSE(
      "SparseEncoder",
      "a sparse encoder",
      "open it with SparseEncoders.load, or 'semblance encode-sparse'"),
  IMAGE(
      "", "a model of texts and images", "open it with ImageEncoders.load, or 'semblance images'"),
  RERANKER("CrossEncoder", "a cross-encoder", "open it with Rerankers.load, or 'semblance rerank'"),
  MULTI_VECTOR("MultiVectorEncoder", "a multi-vector encoder", "such models cannot be run here");

  private final String modelType;
  private final String inWords;
  private final String advice;

  ModelKind(String modelType, String inWords, String advice) {
    this.modelType = modelType;
    this.inWords = inWords;
    this.advice = advice;
  }

  /** The kind that a folder's files say, by its settings, its modules or its architecture. */
  public static ModelKind of(ModelFolder folder) {
    String type = folder.json("config_sentence_transformers.json").path("model_type").asText("");
    ModelKind named =
        Arrays.stream(values())
            .filter(kind -> !type.isEmpty() && kind.modelType.equals(type))
            .findFirst()
            .orElseGet(() -> ofFiles(folder));
    return named == DENSE && ModuleList.of(folder).readsImages() ? IMAGE : named;
  }

  private static ModelKind ofFiles(ModelFolder folder) {
    if (!folder.has("modules.json")) {
      JsonNode config = folder.json("config.json");
      String architecture = config.path("architectures").path(0).asText();
      return architecture.endsWith("ForSequenceClassification") ? RERANKER : DENSE;
    }
    List<String> modules =
        ModuleList.of(folder).all().stream().map(ModuleEntry::className).toList();
    if (modules.contains("MultiVectorMask")) {
      return MULTI_VECTOR;
    }
    if (modules.contains("LogitScore")) {
      return RERANKER;
    }
    boolean sparse =
        modules.stream()
            .anyMatch(name -> name.equals("SpladePooling") || name.startsWith("Sparse"));
    return sparse ? SPARSE : DENSE;
  }

  /**
   * Refuses a model of another kind, saying what opens it. The texts of a model of texts and images
   * can be encoded like any; a masked language model without settings can be read as a sparse
   * encoder.
   */
  public void require(ModelFolder folder) {
    ModelKind found = of(folder);
    boolean accepted =
        found == this
            || (this == DENSE && found == IMAGE)
            || (this == SPARSE && ModuleList.isMaskedLanguageModel(folder));
    if (!accepted) {
      throw folder.failure("is " + found.inWords + ", not " + inWords + "; " + found.advice);
    }
  }
}
