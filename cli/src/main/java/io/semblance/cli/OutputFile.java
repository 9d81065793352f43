package io.semblance.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A file that appears under its name when it is complete; {@code -} is standard output. */
final class OutputFile implements AutoCloseable {
  private static final String STANDARD_OUTPUT = "-";
  private static final int BUFFER_BYTES = 1 << 16;

  private final @Nullable Path target;
  private final @Nullable Path partial;
  private final OutputStream stream;

  private OutputFile(@Nullable Path target, @Nullable Path partial, OutputStream stream) {
    this.target = target;
    this.partial = partial;
    this.stream = new BufferedOutputStream(stream, BUFFER_BYTES);
  }

  static OutputFile create(String name) throws IOException {
    if (name.equals(STANDARD_OUTPUT)) {
      return new OutputFile(null, null, new FileOutputStream(FileDescriptor.out));
    }
    Path partial = Path.of(name + ".partial");
    return new OutputFile(Path.of(name), partial, Files.newOutputStream(partial));
  }

  OutputStream stream() {
    return stream;
  }

  /** Completes it. */
  void finish() throws IOException {
    stream.flush();
    if (target != null && partial != null) {
      stream.close();
      Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    if (partial != null) {
      stream.close();
      Files.deleteIfExists(partial);
    }
  }
}
