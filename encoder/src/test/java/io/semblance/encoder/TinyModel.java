package io.semblance.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A tiny model and what numpy computes with it; made by src/test/models/make.py, whose README tells
 * what each is for.
 *
 * @param golden a missing node for a model that must be refused
 */
record TinyModel(String name, Path folder, JsonNode golden) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One call of encode. */
  record EncodeCase(
      String type,
      @Nullable String promptName,
      @Nullable String prompt,
      @Nullable Integer truncateDim,
      boolean normalize,
      @Nullable String output,
      List<String> texts,
      List<long[]> tokenIds,
      JsonNode vectors) {
    InputType inputType() {
      return InputType.valueOf(type.toUpperCase(Locale.ROOT));
    }

    /** One vector a text. */
    double[][] textVectors() {
      return JSON.convertValue(vectors, double[][].class);
    }

    /** Whether {@code vectors} holds one vector a token for each text. */
    boolean ofTokens() {
      return "token_embeddings".equals(output);
    }

    double[][][] tokenVectors() {
      return JSON.convertValue(vectors, double[][][].class);
    }
  }

  /** Every model, by name. */
  static List<TinyModel> all() throws IOException {
    try (Stream<Path> folders = Files.list(root())) {
      return folders.filter(Files::isDirectory).sorted().map(TinyModel::read).toList();
    }
  }

  /** The models of this kind: dense, sparse, reranker or image. */
  static List<TinyModel> ofKind(String kind) throws IOException {
    return all().stream().filter(model -> model.kind().equals(kind)).toList();
  }

  /** The models that cannot be loaded. */
  static List<TinyModel> refused() throws IOException {
    return all().stream().filter(model -> model.golden().isMissingNode()).toList();
  }

  static TinyModel named(String name) throws IOException {
    return read(root().resolve(name));
  }

  /** A table beside the models, such as {@code activations.json}. */
  static JsonNode table(String file) throws IOException {
    return JSON.readTree(Files.readString(root().resolve(file)));
  }

  private static Path root() {
    URL resource = Objects.requireNonNull(TinyModel.class.getResource("/tiny"), "/tiny");
    try {
      return Path.of(resource.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(resource + " is no path", e);
    }
  }

  private static TinyModel read(Path model) {
    Path golden = model.resolve("golden.json");
    try {
      JsonNode values =
          Files.exists(golden)
              ? JSON.readTree(Files.readString(golden))
              : MissingNode.getInstance();
      return new TinyModel(String.valueOf(model.getFileName()), model.resolve("model"), values);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + golden, e);
    }
  }

  /** Empty for a model that must be refused. */
  String kind() {
    return golden.path("kind").asText();
  }

  int dimension() {
    return golden.path("dimension").intValue();
  }

  /** Limit on a text's tokens. */
  int maxTokens() {
    return golden.path("maxTokens").asInt(ModelInfo.UNLIMITED);
  }

  /** How far a number may be from the expected one. */
  double tolerance() {
    return golden.path("tolerance").asDouble(1e-5);
  }

  /** The cases of a model of texts, as {@link EncodeCase} or as a test's own record. */
  <T> List<T> cases(Class<T> type) {
    return StreamSupport.stream(golden.path("cases").spliterator(), false)
        .map(node -> JSON.convertValue(node, type))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
