package io.semblance.index.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One thing that happens to a file. */
sealed interface Damage {
  void to(Path file) throws IOException;

  /** What is wrong afterwards. */
  String kind();

  /** Whether a file is changed when this happens to {@code file}. */
  default boolean touches(Path file, Path other) {
    return file.equals(other);
  }

  /** One bit of a byte is turned over. */
  record Flip(long position, int bit) implements Damage {
    @Override
    public void to(Path file) throws IOException {
      byte[] content = Files.readAllBytes(file);
      content[(int) position] ^= (byte) (1 << bit);
      Files.write(file, content);
    }

    @Override
    public String kind() {
      return "flipped";
    }
  }

  /** The end is missing. */
  record Truncation(long size) implements Damage {
    @Override
    public void to(Path file) throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(size);
      }
    }

    @Override
    public String kind() {
      return "cut short";
    }
  }

  /** The file is missing. */
  record Deletion() implements Damage {
    @Override
    public void to(Path file) throws IOException {
      Files.delete(file);
    }

    @Override
    public String kind() {
      return "deleted";
    }
  }

  /** The file has another one's content, and that one has its. */
  record Swap(String other) implements Damage {
    @Override
    public void to(Path file) throws IOException {
      Path second = file.resolveSibling(other);
      byte[] content = Files.readAllBytes(file);
      Files.write(file, Files.readAllBytes(second));
      Files.write(second, content);
    }

    @Override
    public String kind() {
      return "swapped";
    }

    @Override
    public boolean touches(Path file, Path second) {
      return file.equals(second) || file.resolveSibling(other).equals(second);
    }
  }

  /**
   * Everything that is tried on a file.
   *
   * @param others names of the files beside it
   * @param flips how many bytes are picked at random, beside the first, middle and last one
   */
  static List<Damage> of(Path file, List<String> others, int flips, Random random)
      throws IOException {
    List<Damage> damages = new ArrayList<>();
    damages.add(new Deletion());
    if (!others.isEmpty()) {
      damages.add(new Swap(others.get(random.nextInt(others.size()))));
    }
    long size = Files.size(file);
    if (size > 0) {
      damages.add(new Truncation(0));
      damages.add(new Truncation(size / 2));
      damages.add(new Truncation(size - 1));
      for (long position : new long[] {0, size / 2, size - 1}) {
        damages.add(new Flip(position, random.nextInt(Byte.SIZE)));
      }
      for (int i = 0; i < flips; i++) {
        damages.add(new Flip(random.nextLong(size), random.nextInt(Byte.SIZE)));
      }
    }
    return damages;
  }
}
