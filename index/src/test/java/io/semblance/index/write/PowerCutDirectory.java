package io.semblance.index.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;

/**
 * A folder that can tell what would be left of it if the machine lost power now, at worst: files
 * whose content was synced, under names that the folder was synced with. Safe for many threads.
 */
final class PowerCutDirectory extends FilterDirectory {
  private final Path folder;
  private final Set<String> contents = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  /** Takes what the folder holds for durable. */
  PowerCutDirectory(Path folder) throws IOException {
    super(FSDirectory.open(folder));
    this.folder = folder;
    contents.addAll(List.of(listAll()));
    names.addAll(contents);
  }

  @Override
  public synchronized void sync(Collection<String> files) throws IOException {
    super.sync(files);
    contents.addAll(files);
  }

  @Override
  public synchronized void rename(String source, String target) throws IOException {
    super.rename(source, target);
    names.remove(target);
    if (contents.remove(source)) {
      contents.add(target);
    }
  }

  @Override
  public synchronized void syncMetaData() throws IOException {
    super.syncMetaData();
    names.addAll(List.of(listAll()));
  }

  @Override
  public synchronized void deleteFile(String name) throws IOException {
    super.deleteFile(name);
    contents.remove(name);
    names.remove(name);
  }

  /** Makes a folder of what would be left. */
  synchronized void leaveAfterPowerCut(Path target) throws IOException {
    Files.createDirectory(target);
    for (String name : names) {
      if (contents.contains(name)) {
        Files.createLink(target.resolve(name), folder.resolve(name));
      }
    }
  }
}
