package io.semblance.index.life;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder that is being filled and appears under its name when it is whole, or never. As long as
 * its owner lives it holds a lock in it; a folder whose owner died is removed by the next one.
 */
public final class UnfinishedFolder implements AutoCloseable {
  private static final String CREATING = ".creating-";
  private static final String DELETING = ".deleting-";
  private static final String OWNER = ".owner";

  /** Locks of this process must not be tried: that would release them. */
  private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final Path path;
  private final FileChannel owner;
  private boolean published;

  private UnfinishedFolder(Path root, Path path, FileChannel owner) {
    this.root = root;
    this.path = path;
    this.owner = owner;
  }

  /** A new folder beside those that are finished. */
  public static UnfinishedFolder in(Path root) throws IOException {
    sweep(root);
    List<UnfinishedFolder> made = new ArrayList<>(1);
    FolderLock.hold(root, () -> made.add(make(root)));
    return made.getFirst();
  }

  private static UnfinishedFolder make(Path root) throws IOException {
    Path path = Files.createTempDirectory(root.toRealPath(), CREATING);
    OF_THIS_PROCESS.add(path);
    FileChannel owner =
        FileChannel.open(
            path.resolve(OWNER), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileLock unused = owner.lock();
    return new UnfinishedFolder(root, path, owner);
  }

  /** Where it is while it is filled. */
  public Path path() {
    return path;
  }

  /**
   * Gives it its name, durably. Its content must be durable already.
   *
   * @param check throws if the name is taken; nobody else can take it until it is given
   */
  public void publish(Path target, Runnable check) throws IOException {
    FolderLock.hold(
        root,
        () -> {
          check.run();
          Files.delete(path.resolve(OWNER));
          rename(root, path, target);
          published = true;
        });
  }

  /**
   * Takes a folder's name away, durably; with the lock of {@code root} held. {@link #sweep} then
   * removes it.
   */
  public static void retire(Path root, Path folder) throws IOException {
    Path retired = root.resolve(DELETING + folder.getFileName() + "-" + UUID.randomUUID());
    rename(root, folder, retired);
  }

  /** Gives a folder another name, durably; with the lock of {@code root} held. */
  public static void rename(Path root, Path folder, Path target) throws IOException {
    Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    SealedJson.forceFolder(root);
  }

  /** Removes folders that were retired, and those whose owner died. */
  public static void sweep(Path root) throws IOException {
    List<Path> abandoned = new ArrayList<>();
    FolderLock.hold(
        root,
        () -> {
          try (Stream<Path> folders = Files.list(root.toRealPath())) {
            for (Path folder : (Iterable<Path>) folders::iterator) {
              if (isAbandoned(folder)) {
                abandoned.add(folder);
              }
            }
          }
        });
    for (Path folder : abandoned) {
      FolderTree.delete(folder);
    }
  }

  private static boolean isAbandoned(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    return name.startsWith(DELETING) || (name.startsWith(CREATING) && !isOwned(folder));
  }

  private static boolean isOwned(Path folder) throws IOException {
    if (OF_THIS_PROCESS.contains(folder)) {
      return true;
    }
    Path owner = folder.resolve(OWNER);
    if (!Files.exists(owner)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(owner, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    }
  }

  /** Removes it unless it was published. */
  @Override
  public void close() throws IOException {
    try (owner) {
      if (!published) {
        FolderTree.delete(path);
      }
    } finally {
      OF_THIS_PROCESS.remove(path);
    }
  }
}
