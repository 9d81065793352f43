package io.semblance.encoder.hub;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the bytes of one file into one blob: gathers them in a temporary file, goes on from there
 * after a broken connection or a killed process, checks size and hash, then renames. The caller
 * holds the blob's lock.
 */
final class BlobDownload {
  private static final int RESUMES = 5;

  /** A resume after this many new bytes starts the count anew: the connection is poor, not dead. */
  private static final long REAL_ADVANCE = 1 << 20;

  private static final int BUFFER_BYTES = 1 << 16;

  private final HubApi api;
  private final HubOptions options;
  private final RemoteFile file;
  private final Path blob;
  private final Path temporary;
  private final DownloadListener listener;

  BlobDownload(
      HubApi api,
      HubOptions options,
      CachedRepository repository,
      RemoteFile file,
      DownloadListener listener) {
    this.api = api;
    this.options = options;
    this.file = file;
    this.blob = repository.blob(file.etag());
    this.temporary = repository.incomplete(file.etag());
    this.listener = listener;
  }

  /**
   * Fetches the blob unless it is there.
   *
   * @throws IOException when the disk fails; the network's failures come as {@link
   *     SemblanceException} after the last attempt
   */
  void run() throws IOException {
    if (Files.isRegularFile(blob)) {
      return;
    }
    Files.createDirectories(blob.getParent());
    long start = gathered();
    checkRoom(start);
    transfer();
    Optional<String> damage = damage();
    if (damage.isPresent() && start > 0) {
      Files.delete(temporary); // what an earlier run left may have been the bad part
      transfer();
      damage = damage();
    }
    if (damage.isPresent()) {
      Files.delete(temporary);
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "the download of '%s' is damaged: %s; nothing was kept, run this again, and if it happens again tell the hub or use another HF_ENDPOINT"
              .formatted(file.path(), damage.get()));
    }
    Files.move(temporary, blob, StandardCopyOption.ATOMIC_MOVE);
  }

  private long gathered() throws IOException {
    return Files.isRegularFile(temporary) ? Files.size(temporary) : 0;
  }

  private void checkRoom(long start) throws IOException {
    long free = Files.getFileStore(blob.getParent()).getUsableSpace();
    if (file.size() - start > free) {
      throw diskFull(free, null);
    }
  }

  /** Goes on until all bytes are there, through as many connections as it takes. */
  private void transfer() throws IOException {
    int resumes = 0;
    while (true) {
      long before = gathered();
      if (file.size() >= 0 && before > file.size()) {
        Files.delete(temporary);
        before = 0;
      }
      if (before > 0 && before == file.size()) {
        return;
      }
      try {
        receive(before);
        return;
      } catch (IOException e) {
        resumes = gathered() - before >= REAL_ADVANCE ? 0 : resumes + 1;
        if (resumes > RESUMES) {
          throw interrupted(e);
        }
      }
      HubTransport.pause(options.retryPause(), file.path(), listener);
    }
  }

  private void receive(long from) throws IOException {
    listener.progressed(file.path(), from, file.size());
    HttpResponse<InputStream> response = api.open(file, from);
    try (InputStream body = response.body()) {
      switch (response.statusCode()) {
        case 200 -> write(response, body, 0);
        case 206 -> write(response, body, rangeStart(response, from));
        case 416 -> {
          Files.deleteIfExists(temporary);
          throw new IOException("the server has no bytes from " + from + " on");
        }
        default -> throw api.failure().of(response);
      }
    }
  }

  private static long rangeStart(HttpResponse<?> response, long from) throws IOException {
    String range = response.headers().firstValue("content-range").orElse("");
    if (range.startsWith("bytes " + from + "-")) {
      return from;
    }
    throw new IOException("asked for bytes from " + from + " on, got '" + range + "'");
  }

  private void write(HttpResponse<?> response, InputStream body, long from) throws IOException {
    boolean gzip = response.headers().firstValue("content-encoding").orElse("").equals("gzip");
    try (InputStream in = gzip ? new GZIPInputStream(body) : body;
        FileChannel out = openAt(from)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long done = from;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        listener.throwIfCancelled(file.path());
        append(out, ByteBuffer.wrap(buffer, 0, count));
        done += count;
        checkNotTooLong(done);
        listener.progressed(file.path(), done, file.size());
      }
      if (file.size() >= 0 && done < file.size()) {
        throw new IOException("the connection ended after " + done + " of " + file.size());
      }
      out.force(false);
    }
  }

  private FileChannel openAt(long position) {
    try {
      FileChannel out =
          FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return out.truncate(position).position(position);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** A server must not fill the disk with more than it announced. */
  private void checkNotTooLong(long done) throws IOException {
    if (file.size() >= 0 && done > file.size()) {
      Files.delete(temporary);
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "the download of '%s' is damaged: %s bytes announced, more than that sent; nothing was kept"
              .formatted(file.path(), file.size()));
    }
  }

  /** A failure to write is the disk's, and no reason to ask the server again. */
  private void append(FileChannel out, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      throw message.contains("no space") || message.contains("not enough space")
          ? diskFull(0, e)
          : cannotWrite(e);
    }
  }

  private SemblanceException cannotWrite(IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, "cannot write " + temporary + ": " + cause, cause);
  }

  private SemblanceException diskFull(long free, @Nullable IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "the disk of %s is full: '%s' has %s bytes, %s are free; make room (semblance models remove ID) or set HF_HUB_CACHE to a folder elsewhere"
            .formatted(blob.getParent(), file.path(), file.size(), free),
        cause);
  }

  private Optional<String> damage() throws IOException {
    long size = gathered();
    if (file.size() >= 0 && size != file.size()) {
      return Optional.of("%s bytes announced, %s came".formatted(file.size(), size));
    }
    Optional<BlobHash> hash = BlobHash.ofName(file.etag());
    if (hash.isEmpty()) {
      return Optional.empty();
    }
    String actual = hash.get().of(temporary);
    return actual.equals(file.etag())
        ? Optional.empty()
        : Optional.of(hash.get().label() + " must be " + file.etag() + ", is " + actual);
  }

  private SemblanceException interrupted(IOException cause) throws IOException {
    return new SemblanceException(
        ErrorCode.OVERLOADED,
        "the download of '%s' broke off %s times in a row, at byte %s of %s (%s); what came is kept, run this again to go on from there"
            .formatted(file.path(), RESUMES + 1, gathered(), file.size(), HubFailure.reason(cause)),
        cause);
  }
}
