package io.semblance.index;

import io.semblance.encoder.ModelInfo;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.life.SealedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * What a collection was made with, kept beside its index in {@code manifest.json} with a checksum,
 * and checked before the index is used.
 *
 * @param formatVersion layout of the collection's folder; this version reads and writes {@value
 *     #FORMAT_VERSION}
 * @param name the name it was made under
 * @param model whose vectors it holds
 * @param schema what its documents look like
 * @param secret random, base64; signs what clients get to hand back
 * @param created when it was made
 */
public record CollectionManifest(
    int formatVersion,
    String name,
    CollectionModel model,
    CollectionSchema schema,
    String secret,
    Instant created) {
  static final int FORMAT_VERSION = 2;

  static final String FILE = "manifest.json";
  private static final int SECRET_BYTES = 32;

  static CollectionManifest of(String name, ModelInfo model, CollectionSchema schema) {
    return new CollectionManifest(
        FORMAT_VERSION, name, CollectionModel.of(model), schema, newSecret(), Instant.now());
  }

  private static String newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }

  byte[] cursorKey() {
    return Base64.getDecoder().decode(secret);
  }

  static boolean existsIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  static CollectionManifest read(Path folder) {
    Path file = folder.resolve(FILE);
    return SealedJson.read(
        file,
        CollectionManifest.class,
        content -> requireFormat(file, content.path("formatVersion").asInt()));
  }

  private static void requireFormat(Path file, int version) {
    if (version != FORMAT_VERSION) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE,
          "cannot use "
              + file
              + ": its format version must be "
              + FORMAT_VERSION
              + ", got: "
              + version
              + "; index the documents again");
    }
  }

  /** Whether a folder is of the very collection that this is the manifest of. */
  private boolean isOf(Path folder) {
    return existsIn(folder) && read(folder).secret.equals(secret);
  }

  /** Refuses a folder that was deleted, or given to another collection, since this was read. */
  void requireSameIn(Path folder) {
    if (!isOf(folder)) {
      throw new SemblanceException(
          ErrorCode.EXPIRED,
          "collection '"
              + name
              + "' was deleted, renamed or replaced since it was opened; open it again");
    }
  }

  /** The manifest of a copy, which has a life of its own. */
  CollectionManifest copiedAs(String newName) {
    return new CollectionManifest(
        formatVersion, newName, model, schema, newSecret(), Instant.now());
  }

  CollectionManifest with(CollectionSchema other) {
    return new CollectionManifest(formatVersion, name, model, other, secret, created);
  }

  void write(Path folder) throws IOException {
    SealedJson.write(folder.resolve(FILE), this);
  }
}
