package io.semblance.eval.data;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A text file of a data set, under its own name or with {@code .gz} added. */
final class DataFile {
  private DataFile() {}

  static List<String> lines(Path folder, String name) {
    Path plain = folder.resolve(name);
    Path compressed = folder.resolve(name + ".gz");
    try {
      if (Files.isRegularFile(plain)) {
        return Files.readAllLines(plain);
      }
      if (Files.isRegularFile(compressed)) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
      }
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot read " + name + " in " + folder + ": " + e, e);
    }
    throw SemblanceException.notFound(
        "data folder " + folder + " has neither " + name + " nor " + name + ".gz");
  }
}
