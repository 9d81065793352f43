package io.semblance.encoder.folder;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** SHA-256 of files, and of all files of a model that can change a vector. */
public final class Fingerprint {
  private static final List<String> MODEL_FILES =
      List.of("modules.json", "config_sentence_transformers.json");
  private static final List<String> MODULE_FILES =
      List.of(
          "config.json",
          "sentence_bert_config.json",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json");
  private static final List<String> WEIGHTS = List.of("model.safetensors", "pytorch_model.bin");
  private static final int BUFFER_BYTES = 1 << 20;

  private Fingerprint() {}

  /**
   * Hashes the graph, the configuration and the weights of a model: SHA-256 over the lines {@code
   * <hash> <path>}, sorted by path.
   */
  public static String of(ModelFolder folder, Path graph) {
    MessageDigest digest = sha256();
    for (String path : relevantFiles(folder, graph)) {
      digest.update(
          (ofFile(folder.file(path)) + "  " + path + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Set<String> relevantFiles(ModelFolder folder, Path graph) {
    Set<String> files = new TreeSet<>(MODEL_FILES);
    for (ModuleEntry module : ModuleEntry.list(folder)) {
      MODULE_FILES.forEach(name -> files.add(module.file(name)));
      if (!module
          .path()
          .isEmpty()) { // the model's own folder holds the backbone, of which the graph is run
        WEIGHTS.forEach(name -> files.add(module.file(name)));
      }
    }
    files.removeIf(file -> !folder.has(file));
    Path root = folder.root().toAbsolutePath().normalize();
    files.add(root.relativize(graph).toString().replace('\\', '/'));
    return files;
  }

  /** SHA-256 of one file as 64 hexadecimal digits. */
  public static String ofFile(Path file) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new SemblanceException(ErrorCode.STORAGE_FAILURE, "cannot read " + file + ": " + e, e);
    }
  }

  /** SHA-256 of a text as 64 hexadecimal digits. */
  public static String ofText(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Copies a stream to a new file and gives the SHA-256 of what was copied. */
  static String copy(InputStream source, Path target) throws IOException {
    MessageDigest digest = sha256();
    Files.copy(new DigestInputStream(source, digest), target);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new SemblanceException(ErrorCode.INTERNAL, "this JDK lacks SHA-256", e);
    }
  }
}
