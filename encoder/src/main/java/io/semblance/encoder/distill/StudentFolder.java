package io.semblance.encoder.distill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.folder.Fingerprint;
import io.semblance.encoder.weights.Safetensors;
import io.semblance.encoder.weights.Tensor;
import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The files of a distilled model: a StaticEmbedding and a Normalize, which SentenceTransformers
 * loads like any other model, with a card and {@code distillation.json} that say where it comes
 * from.
 */
record StudentFolder(ModelInfo teacher, Distillation distillation, String command) {
  private static final String EMBEDDING = "0_StaticEmbedding";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  void write(float[] rows, List<String> texts, Path output) throws IOException {
    Path embedding = output.resolve(EMBEDDING);
    Files.createDirectories(embedding);
    Files.createDirectories(output.resolve("1_Normalize"));
    Safetensors.write(
        embedding.resolve("model.safetensors"),
        Map.of(
            "embedding.weight",
            new Tensor(List.of(distillation.tokens(), distillation.dimensions()), rows)));
    writeJson(embedding.resolve("tokenizer.json"), tokenizer());
    writeJson(output.resolve("config_sentence_transformers.json"), config());
    writeJson(output.resolve("distillation.json"), provenance(texts));
    Files.writeString(output.resolve("README.md"), card());
    writeJson(output.resolve("modules.json"), modules());
  }

  /** Without the length that the teacher is cut or padded to: a table has no positions. */
  private ObjectNode tokenizer() throws IOException {
    ObjectNode file =
        (ObjectNode) JSON.readTree(Files.readAllBytes(teacher.folder().resolve("tokenizer.json")));
    file.putNull("truncation");
    file.putNull("padding");
    return file;
  }

  private static ArrayNode modules() {
    ArrayNode modules = JSON.createArrayNode();
    addModule(modules, EMBEDDING, "StaticEmbedding");
    addModule(modules, "1_Normalize", "Normalize");
    return modules;
  }

  private static void addModule(ArrayNode modules, String path, String className) {
    ObjectNode entry = modules.addObject();
    entry.put("idx", modules.size() - 1);
    entry.put("name", Integer.toString(modules.size() - 1));
    entry.put("path", path);
    entry.put("type", "sentence_transformers.models." + className);
  }

  private static ObjectNode config() {
    ObjectNode config = JSON.createObjectNode();
    config.putObject("prompts").put("query", "").put("document", "");
    config.putNull("default_prompt_name");
    config.put("similarity_fn_name", Similarity.COSINE.label());
    return config;
  }

  private ObjectNode provenance(List<String> texts) {
    ObjectNode node = JSON.createObjectNode();
    node.put("method", "token vectors of the base model, PCA, SIF weights, tuned on corpus means");
    node.put("base_model", teacher.id());
    node.put("base_fingerprint", teacher.fingerprint());
    node.put("dimensions", distillation.dimensions());
    node.put("texts", distillation.texts());
    node.put("corpus_sha256", Fingerprint.ofText(String.join("\n", texts) + "\n"));
    node.put("corpus_tokens", distillation.corpusTokens());
    node.put("epochs", distillation.epochs());
    node.put("energy_kept", rounded(distillation.energyKept()));
    if (distillation.epochs() > 0) {
      node.put("agreement", rounded(distillation.agreement()));
    }
    node.put("command", command);
    return node;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }

  private String card() {
    String agreement =
        distillation.epochs() == 0
            ? "The table was not tuned on a corpus."
            : String.format(
                Locale.ROOT,
                "On these texts the student's vectors have a mean cosine of %.3f with the teacher's.",
                distillation.agreement());
    return String.format(
        Locale.ROOT,
        """
        ---
        base_model: %s
        library_name: sentence-transformers
        pipeline_tag: sentence-similarity
        tags:
        - sentence-transformers
        - static-embedding
        - distillation
        ---

        # %s, distilled to a static model of %d dimensions

        A text's vector is the mean of its tokens' vectors, looked up in a table of %d rows, at unit length.
        Word order and context do not count, which makes it hundreds of times faster than its teacher and less exact.

        Made from `%s` by encoding each token alone, keeping %d principal components (%.1f %% of the variance),
        weighting by frequency, and tuning the table over %d texts (%d epochs). %s

            %s

        Provenance in numbers: `distillation.json`.
        """,
        teacher.id(),
        teacher.id(),
        distillation.dimensions(),
        distillation.tokens(),
        teacher.id(),
        distillation.dimensions(),
        100 * distillation.energyKept(),
        distillation.texts(),
        distillation.epochs(),
        agreement,
        command);
  }

  private static void writeJson(Path file, Object value) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(value) + "\n");
  }
}
