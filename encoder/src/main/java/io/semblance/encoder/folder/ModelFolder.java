package io.semblance.encoder.folder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A model's files. The names of files come from the model itself, and so do links, so none may lead
 * out of the folder. The one exception is a snapshot in a hub cache, {@code
 * models--<name>/snapshots/<commit>}, whose files are links to {@code models--<name>/blobs}: there
 * links may lead to anywhere within {@code models--<name>}.
 *
 * <p>Files are checked by name and size, not by content; what a graph names as its external data is
 * seen only by the runtime that reads the graph.
 *
 * @param root the folder
 */
public record ModelFolder(Path root) {
  /** Configurations have some kilobytes; lists of added tokens and word lists some megabytes. */
  static final long MAX_CONFIG_BYTES = 16L << 20;

  /** Real tokenizers of 250,000 tokens have 17 to 35 MB. */
  static final long MAX_JSON_BYTES = 64L << 20;

  private static final long MAX_CONFIG_TOKENS = 500_000;
  private static final int MAX_MESSAGE = 1_000;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(100)
                          .maxTokenCount(MAX_CONFIG_TOKENS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * The file at a path relative to the folder, whether it exists or not.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} if the path, or a link on it, leads out
   */
  public Path file(String relative) {
    if (relative.chars().anyMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))) {
      throw failure("has a path that is no path: '" + relative + "'");
    }
    if (relative.startsWith("/") || Arrays.asList(relative.split("/")).contains("..")) {
      throw failure("names a file outside the folder: '" + relative + "'");
    }
    Path file = root.toAbsolutePath().normalize().resolve(relative).normalize();
    if (Files.exists(file)) {
      requireWithin(file, relative);
    }
    return file;
  }

  private void requireWithin(Path file, String relative) {
    try {
      Path real = file.toRealPath();
      Path realRoot = root.toRealPath();
      if (!real.startsWith(realRoot) && !real.startsWith(hubRepository(realRoot))) {
        throw failure(
            "has a link that leads out of the folder: '"
                + relative
                + "' is "
                + real
                + "; replace the link by the file if you trust it");
      }
    } catch (IOException e) {
      throw failure("has " + relative + " that cannot be read: " + e);
    }
  }

  /** The folder around a hub cache's snapshot, else the folder itself. */
  private static Path hubRepository(Path root) {
    Path snapshots = root.getParent();
    Path repository = snapshots == null ? null : snapshots.getParent();
    if (snapshots == null || repository == null || !snapshots.endsWith("snapshots")) {
      return root;
    }
    return String.valueOf(repository.getFileName()).startsWith("models--") ? repository : root;
  }

  /**
   * Whether the file exists.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} if there is something by that name which is no
   *     regular file, such as a folder or a pipe
   */
  public boolean has(String relative) {
    return exists(file(relative), relative);
  }

  private boolean exists(Path file, String relative) {
    boolean exists = Files.exists(file);
    if (exists && !Files.isRegularFile(file)) {
      throw failure("has " + relative + " that is not a regular file");
    }
    return exists;
  }

  /**
   * The first of these files that exists.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} if none does, or if it is a JSON file, such as
   *     a tokenizer, of more than 64 MB
   */
  public Path firstOf(List<String> names) {
    for (String name : names) {
      Path file = file(name);
      if (exists(file, name)) {
        requireSize(file, name, name.endsWith(".json") ? MAX_JSON_BYTES : Long.MAX_VALUE);
        return file;
      }
    }
    throw failure("has none of " + names);
  }

  /**
   * Reads a JSON file of at most 16 MB and half a million tokens, 64 levels deep; a file that does
   * not exist gives a missing node, for which every key is absent. Of a key given twice the last
   * counts, as in Python.
   */
  public JsonNode json(String relative) {
    Path file = file(relative);
    if (!exists(file, relative)) {
      return MissingNode.getInstance();
    }
    requireSize(file, relative, MAX_CONFIG_BYTES);
    try (InputStream in = Files.newInputStream(file)) {
      return JSON.readTree(in);
    } catch (JsonProcessingException e) {
      throw failure("has " + relative + " that is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw failure("has " + relative + " that cannot be read: " + e);
    }
  }

  private void requireSize(Path file, String relative, long limit) {
    try {
      long size = Files.size(file);
      if (size > limit) {
        throw failure("has " + relative + " of " + size + " bytes, at most " + limit);
      }
    } catch (IOException e) {
      throw failure("has " + relative + " that cannot be read: " + e);
    }
  }

  /**
   * An error of this model: {@code problem} follows the folder's name. It may quote the model's own
   * words, so it is cut and cleaned of control characters.
   */
  public SemblanceException failure(String problem) {
    String cut =
        problem.length() <= MAX_MESSAGE ? problem : problem.substring(0, MAX_MESSAGE) + "…";
    return new SemblanceException(
        ErrorCode.MODEL_FAILURE, "model folder " + root + " " + cut.replaceAll("\\p{Cntrl}", "?"));
  }
}
