package io.semblance.encoder.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the blobs of one cached repository with their names. */
record CacheAudit(CachedRepository repository) {
  List<BlobCheck> run() {
    Map<Path, List<String>> uses = new HashMap<>();
    List<BlobCheck> checks = new ArrayList<>();
    for (Path file : repository.tree(repository.snapshots())) {
      String use = CachedRepository.slashed(repository.snapshots().relativize(file));
      Optional<Path> blob = repository.onDisk(() -> blobOf(file));
      if (blob.isPresent()) {
        uses.computeIfAbsent(blob.get(), key -> new ArrayList<>()).add(use);
      } else if (Files.isSymbolicLink(file)) {
        checks.add(withoutBlob(use, 0, BlobCheck.State.DAMAGED, "its blob is gone"));
      } else if (Files.isRegularFile(file)) {
        long bytes = repository.onDisk(() -> Files.size(file));
        checks.add(withoutBlob(use, bytes, BlobCheck.State.UNVERIFIABLE, "its hash is not known"));
      }
    }
    for (Path blob : repository.blobFiles()) {
      checks.add(
          repository.onDisk(() -> check(blob, uses.getOrDefault(blob.toRealPath(), List.of()))));
    }
    return checks;
  }

  private static BlobCheck withoutBlob(
      String use, long bytes, BlobCheck.State state, String detail) {
    return new BlobCheck(use, bytes, state, detail, List.of(use));
  }

  /** The blob that a file of a snapshot is another name of. */
  private Optional<Path> blobOf(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (Files.isSymbolicLink(file)) {
      return Optional.of(file.toRealPath());
    }
    for (Path blob : repository.blobFiles()) {
      if (Files.isSameFile(blob, file)) {
        return Optional.of(blob.toRealPath());
      }
    }
    return Optional.empty();
  }

  private static BlobCheck check(Path blob, List<String> files) throws IOException {
    String name = String.valueOf(blob.getFileName());
    long bytes = Files.size(blob);
    if (CachedRepository.isIncomplete(blob)) {
      String detail = "a download that has not ended";
      return new BlobCheck(name, bytes, BlobCheck.State.INCOMPLETE, detail, files);
    }
    Optional<BlobHash> hash = BlobHash.ofName(name);
    if (hash.isEmpty()) {
      String detail = "its name is no hash";
      return new BlobCheck(name, bytes, BlobCheck.State.UNVERIFIABLE, detail, files);
    }
    String actual = hash.get().of(blob);
    return actual.equals(name)
        ? new BlobCheck(name, bytes, BlobCheck.State.INTACT, "", files)
        : new BlobCheck(
            name, bytes, BlobCheck.State.DAMAGED, hash.get().label() + " is " + actual, files);
  }
}
