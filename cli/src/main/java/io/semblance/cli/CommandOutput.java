package io.semblance.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where a command's result goes: standard output for {@code -}, else a file, which appears under
 * its name when it is complete.
 */
record CommandOutput(String name) {
  private static final String STANDARD_OUTPUT = "-";

  /** Makes what writes to a channel. */
  @FunctionalInterface
  interface Opener<S extends Sink> {
    S open(FileChannel channel) throws IOException;
  }

  /** Writes everything to a sink. */
  @FunctionalInterface
  interface Work<S extends Sink> {
    void writeTo(S sink) throws IOException;
  }

  /** Whether its name asks for a NumPy array. */
  boolean isNumPy() {
    return name.endsWith(".npy");
  }

  /** Where there is room for as much again: beside the file, or among temporary files. */
  Path folder() {
    Path file = Path.of(name).toAbsolutePath();
    Path parent = file.getParent();
    return name.equals(STANDARD_OUTPUT) || parent == null
        ? Path.of(System.getProperty("java.io.tmpdir"))
        : parent;
  }

  /** Writes the whole output; leaves nothing behind when that fails. */
  <S extends Sink> void write(Opener<S> opener, Work<S> work) throws IOException {
    if (name.equals(STANDARD_OUTPUT)) {
      try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
        write(out.getChannel(), opener, work);
      }
      return;
    }
    Path partial = Path.of(name + ".partial");
    try {
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        write(channel, opener, work);
      }
      Files.move(partial, Path.of(name), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static <S extends Sink> void write(FileChannel channel, Opener<S> opener, Work<S> work)
      throws IOException {
    S sink = opener.open(channel);
    work.writeTo(sink);
    sink.finish();
  }
}
