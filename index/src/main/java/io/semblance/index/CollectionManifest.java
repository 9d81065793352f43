package io.semblance.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.semblance.encoder.ModelInfo;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a collection was made with, kept beside its index in {@code manifest.json} and checked
 * before the index is used.
 *
 * @param formatVersion layout of the collection's folder; this version writes {@value
 *     #FORMAT_VERSION}
 * @param name the collection's name
 * @param modelId the model's name
 * @param modelSource what loads the model: its built-in name or its folder
 * @param modelFingerprint SHA-256 of the model's files
 * @param dimension length of the vectors
 * @param similarity how vectors are compared
 * @param hnsw shape of the neighbour graph
 * @param analyzer how words are cut and reduced to their stems
 * @param created when the collection was made
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CollectionManifest(
    int formatVersion,
    String name,
    String modelId,
    String modelSource,
    String modelFingerprint,
    int dimension,
    Similarity similarity,
    HnswParameters hnsw,
    String analyzer,
    Instant created) {
  static final int FORMAT_VERSION = 1;
  static final String ENGLISH = "english";

  private static final String FILE = "manifest.json";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  static CollectionManifest of(String name, ModelInfo model, HnswParameters hnsw) {
    return new CollectionManifest(
        FORMAT_VERSION,
        name,
        model.id(),
        model.source(),
        model.fingerprint(),
        model.dimension(),
        model.similarity(),
        hnsw,
        ENGLISH,
        Instant.now());
  }

  static boolean existsIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  static CollectionManifest read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      CollectionManifest manifest =
          JSON.readValue(Files.readAllBytes(file), CollectionManifest.class);
      if (manifest.formatVersion != FORMAT_VERSION) {
        throw damaged(file, "format version must be 1, got: " + manifest.formatVersion, null);
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw damaged(file, e.toString(), e);
    }
  }

  private static SemblanceException damaged(Path file, String problem, @Nullable Throwable cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "cannot use collection manifest " + file + ": " + problem,
        cause);
  }

  void write(Path folder) throws IOException {
    byte[] json = (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve(FILE);
    Files.write(file, json, StandardOpenOption.CREATE_NEW);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Refuses a model other than the one whose vectors the collection holds. */
  void requireModel(ModelInfo model) {
    if (dimension != model.dimension()) {
      throw conflict(
          "dimension mismatch: collection '%s' has %s, model '%s' gives %s"
              .formatted(name, dimension, model.id(), model.dimension()));
    }
    if (!modelFingerprint.equals(model.fingerprint())) {
      throw conflict(
          "collection '%s' holds vectors of model '%s' (fingerprint %s), not of '%s' (fingerprint %s)"
              .formatted(
                  name,
                  modelId,
                  abbreviated(modelFingerprint),
                  model.id(),
                  abbreviated(model.fingerprint())));
    }
  }

  private static String abbreviated(String fingerprint) {
    return fingerprint.substring(0, Math.min(12, fingerprint.length()));
  }

  private static SemblanceException conflict(String message) {
    return new SemblanceException(ErrorCode.CONFLICT, message);
  }
}
