package io.semblance.index.life;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to change what a folder lists, held by one thread of one process at a time. Ends with
 * the process that holds it. Must not be taken twice by a thread.
 */
public final class FolderLock {
  private static final String FILE = ".lock";

  /** The system's locks are the process's, and a process loses them when any thread closes one. */
  private static final Map<Path, ReentrantLock> OF_THIS_PROCESS = new ConcurrentHashMap<>();

  private FolderLock() {}

  /** What is done while the lock is held. */
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /**
   * Waits until nobody else holds the lock of a folder, and works.
   *
   * @param folder made if it does not exist
   */
  public static void hold(Path folder, Work work) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.toRealPath().resolve(FILE);
    ReentrantLock threads =
        Objects.requireNonNull(OF_THIS_PROCESS.computeIfAbsent(file, path -> new ReentrantLock()));
    threads.lock();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock unused = channel.lock(); // closing the channel ends it
      work.run();
    } finally {
      threads.unlock();
    }
  }
}
