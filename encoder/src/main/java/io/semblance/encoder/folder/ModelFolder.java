package io.semblance.encoder.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A model's files. The names of files come from the model itself, so none may lead out of the
 * folder.
 *
 * @param root the folder
 */
public record ModelFolder(Path root) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_CONFIG_BYTES = 16L << 20;

  /** The file at a path relative to the folder, whether it exists or not. */
  public Path file(String relative) {
    try {
      Path base = root.toAbsolutePath().normalize();
      Path file = base.resolve(relative).normalize();
      if (file.startsWith(base)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw failure("has a path that is no path: '" + relative + "'");
    }
    throw failure("names a file outside the folder: '" + relative + "'");
  }

  public boolean has(String relative) {
    return Files.isRegularFile(file(relative));
  }

  /** The first of these files that exists. */
  public Path firstOf(List<String> names) {
    return names.stream()
        .filter(this::has)
        .findFirst()
        .map(this::file)
        .orElseThrow(() -> failure("has none of " + names));
  }

  /**
   * Reads a JSON file; a file that does not exist gives a missing node, for which every key is
   * absent.
   */
  public JsonNode json(String relative) {
    Path file = file(relative);
    if (!Files.isRegularFile(file)) {
      return MissingNode.getInstance();
    }
    try {
      long size = Files.size(file);
      if (size > MAX_CONFIG_BYTES) {
        throw failure("has " + relative + " of " + size + " bytes, at most " + MAX_CONFIG_BYTES);
      }
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw failure("has " + relative + " that is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw failure("has " + relative + " that cannot be read: " + e);
    }
  }

  /** An error of this model: {@code problem} follows the folder's name. */
  public SemblanceException failure(String problem) {
    return new SemblanceException(ErrorCode.MODEL_FAILURE, "model folder " + root + " " + problem);
  }
}
