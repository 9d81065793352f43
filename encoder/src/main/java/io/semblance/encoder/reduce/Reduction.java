package io.semblance.encoder.reduce;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.Embeddings;
import io.semblance.encoder.InputType;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.folder.Fingerprint;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.hub.ModelCard;
import io.semblance.encoder.weights.Safetensors;
import io.semblance.encoder.weights.Tensor;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a model with shorter vectors: the base model's folder with a projection onto principal
 * components (a {@code Dense} without bias and activation; the mean is not subtracted) and a {@code
 * Normalize} appended, as SentenceTransformers' documentation does it. SentenceTransformers loads
 * the result like any other model.
 *
 * @param dimensions length of the new vectors
 * @param texts how many texts the components were fitted to
 * @param energyKept share of the embeddings' variance that the components keep
 */
public record Reduction(int dimensions, int texts, double energyKept) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Fits a reduction to {@code texts} and writes the reduced model.
   *
   * @param base the model to shorten
   * @param command what a person types to get the same result, kept in the output
   * @param output a folder that does not exist yet
   */
  public static Reduction write(
      SentenceEncoder base,
      List<String> texts,
      int dimensions,
      String command,
      Path output,
      Progress progress) {
    if (Files.exists(output)) {
      throw SemblanceException.invalid("output folder must not exist yet: " + output);
    }
    try (Embeddings embeddings = base.encode(texts, InputType.PLAIN, progress)) {
      PrincipalComponents fitted = PrincipalComponents.fit(embeddings.vectors(), dimensions);
      Reduction reduction = new Reduction(dimensions, texts.size(), fitted.energyKept());
      reduction.writeFolder(base.model(), fitted, sha256(texts), command, output);
      return reduction;
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot write " + output + ": " + e, e);
    }
  }

  private void writeFolder(
      ModelInfo base, PrincipalComponents fitted, String corpusHash, String command, Path output)
      throws IOException {
    copyTree(base.folder(), output);
    ArrayNode modules = (ArrayNode) new ModelFolder(base.folder()).json("modules.json");
    Path dense = output.resolve(appendModule(modules, "Dense"));
    appendModule(modules, "Normalize");
    Files.createDirectories(dense);
    writeJson(output.resolve("modules.json"), modules);
    writeJson(dense.resolve("config.json"), denseConfig(base.dimension()));
    writeJson(dense.resolve("reduction.json"), provenance(base, corpusHash, command));
    Files.writeString(output.resolve("README.md"), card(base, dense, command));
    Safetensors.write(
        dense.resolve("model.safetensors"), Map.of("linear.weight", weight(fitted.components())));
  }

  private static String appendModule(ArrayNode modules, String className) {
    int position = modules.size();
    String path = position + "_" + className;
    ObjectNode entry = modules.addObject();
    entry.put("idx", position);
    entry.put("name", Integer.toString(position));
    entry.put("path", path);
    entry.put("type", "sentence_transformers.models." + className);
    return path;
  }

  private ObjectNode denseConfig(int inputDimension) {
    ObjectNode config = JSON.createObjectNode();
    config.put("in_features", inputDimension);
    config.put("out_features", dimensions);
    config.put("bias", false);
    config.put("activation_function", "torch.nn.modules.linear.Identity");
    return config;
  }

  private ObjectNode provenance(ModelInfo base, String corpusHash, String command) {
    ObjectNode node = JSON.createObjectNode();
    node.put("method", "PCA of the base model's embeddings, mean not subtracted on projection");
    node.put("base_model", base.id());
    node.put("base_fingerprint", base.fingerprint());
    node.put("dimensions", dimensions);
    node.put("texts", texts);
    node.put("corpus_sha256", corpusHash);
    node.put("energy_kept", Math.round(energyKept * 1e6) / 1e6);
    node.put("command", command);
    return node;
  }

  private String card(ModelInfo base, Path dense, String command) {
    String licence = ModelCard.ofFolder(base.folder()).licence();
    return String.format(
        Locale.ROOT,
        """
        ---
        base_model: %s
        library_name: sentence-transformers
        pipeline_tag: sentence-similarity
        %stags:
        - sentence-transformers
        ---

        # %s, reduced to %d dimensions

        `%s` (fingerprint `%s`) with a projection onto %d principal components and a Normalize after it. The components keep
        %.1f %% of the variance of its vectors for %d texts. Made with

            %s

        Provenance in numbers: `%s/reduction.json`.
        """,
        base.id(),
        licence == null ? "" : "license: " + licence + "\n",
        base.id(),
        dimensions,
        base.id(),
        base.fingerprint(),
        dimensions,
        100 * energyKept,
        texts,
        command,
        dense.getFileName());
  }

  private static Tensor weight(float[][] components) {
    int in = components[0].length;
    float[] values = new float[components.length * in];
    for (int row = 0; row < components.length; row++) {
      System.arraycopy(components[row], 0, values, row * in, in);
    }
    return new Tensor(List.of(components.length, in), values);
  }

  private static void writeJson(Path file, Object value) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(value) + "\n");
  }

  private static void copyTree(Path source, Path target) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(source)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Path copy = target.resolve(source.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(path, copy);
      }
    }
  }

  /**
   * Hash of the texts, each followed by a line feed: equal to that of a file with a text a line.
   */
  private static String sha256(List<String> texts) {
    return Fingerprint.ofText(String.join("\n", texts) + "\n");
  }
}
