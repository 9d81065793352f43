package io.semblance.encoder.hub;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A data set of the hub, read file by file: {@code .jsonl}, {@code .csv} and {@code .tsv}, each
 * also with {@code .gz}. Files are cached beside the models; of an open one, a buffer is in memory.
 *
 * @param id the data set
 * @param revision of it
 * @param options where the hub and the cache are
 */
public record HubDataset(HubId id, Revision revision, HubOptions options) {
  private static final String READABLE = ".*\\.(jsonl|csv|tsv)(\\.gz)?";

  /** The newest state of a data set. */
  public static HubDataset of(String name, HubOptions options) {
    return new HubDataset(HubId.dataset(name), Revision.MAIN, options);
  }

  /**
   * Gives one file in the cache as it was published, and fetches it if it must.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} for another kind of file, and as {@link
   *     HubClient#file} does
   */
  public Path file(String path, DownloadListener listener) {
    if (!path.matches(READABLE)) {
      throw SemblanceException.invalid(
          "a data file must be .jsonl, .csv or .tsv, or one of these with .gz, got: '"
              + path
              + "'");
    }
    try (HubClient client = new HubClient(options)) {
      return client.file(id, revision, path, listener);
    }
  }

  /** Opens one file, unpacked by its name; the caller closes it. */
  public InputStream open(String path, DownloadListener listener) {
    Path file = file(path, listener);
    try {
      InputStream in = Files.newInputStream(file);
      try {
        return path.endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The lines of one file as UTF-8, read as they are asked for; the caller closes the stream.
   *
   * @throws UncheckedIOException from the stream when the file is damaged further on
   */
  public Stream<String> lines(String path, DownloadListener listener) {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(path, listener), StandardCharsets.UTF_8));
    return reader.lines().onClose(() -> close(reader));
  }

  private static void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SemblanceException unreadable(Path file, IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, "cannot read the data file " + file + ": " + cause, cause);
  }
}
