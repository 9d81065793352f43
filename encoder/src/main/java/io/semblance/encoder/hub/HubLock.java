package io.semblance.encoder.hub;

import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps threads and processes apart that want the same blob. File locks belong to the whole JVM,
 * and closing any channel on the file gives them up, so a lock between threads comes first.
 */
final class HubLock {
  private static final Map<Path, ReentrantLock> IN_THIS_JVM = new ConcurrentHashMap<>();
  private static final long POLL_MILLIS = 50;

  private HubLock() {}

  /**
   * Does some work while nobody else holds the lock {@code file}; {@code listener} may give up
   * waiting. The file stays: to delete it would let two processes hold locks on two files of one
   * name.
   */
  static <T> T holding(Path file, DownloadListener listener, DiskWork<T> work) throws IOException {
    Path key = file.toAbsolutePath().normalize();
    ReentrantLock threads = IN_THIS_JVM.computeIfAbsent(key, path -> new ReentrantLock());
    String name = String.valueOf(file.getFileName());
    try {
      while (!threads.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        listener.throwIfCancelled(name);
      }
      try {
        return holdingAgainstProcesses(file, name, listener, work);
      } finally {
        threads.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SemblanceException.cancelled("the wait for " + name);
    }
  }

  private static <T> T holdingAgainstProcesses(
      Path file, String name, DownloadListener listener, DiskWork<T> work)
      throws IOException, InterruptedException {
    Files.createDirectories(file.getParent());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (FileLock lock = channel.tryLock(); lock == null; lock = channel.tryLock()) {
        listener.throwIfCancelled(name);
        Thread.sleep(POLL_MILLIS);
      }
      return work.run();
    }
  }
}
