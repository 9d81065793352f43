package io.semblance.index.clusters;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of the index hold which clustering, and which are being written. There is one slot
 * more than clusterings are kept, so that each can be made anew while it is in use. Safe for many
 * threads of the one process that writes.
 */
final class ClusteringSlots {
  private final Map<String, Integer> underWay = new HashMap<>();

  /** A slot for one run; gives it back when closed. */
  record Reserved(ClusteringSlots slots, String id, int slot) implements AutoCloseable {
    @Override
    public void close() {
      slots.free(id);
    }
  }

  /**
   * Reserves a slot.
   *
   * @param wanted the id; null for the next free one
   * @param kept the clusterings that there are
   * @throws SemblanceException {@code CONFLICT} when one of this id is being made, {@code
   *     INVALID_REQUEST} when there are too many, {@code OVERLOADED} when too many are being made
   */
  synchronized Reserved reserve(@Nullable String wanted, List<StoredClustering> kept) {
    Set<String> taken = ids(kept);
    taken.addAll(underWay.keySet());
    String id = wanted == null ? ClusteringName.next(taken) : ClusteringName.require(wanted);
    if (underWay.containsKey(id)) {
      throw new SemblanceException(
          ErrorCode.CONFLICT, "clustering '" + id + "' is being made; wait until it is there");
    }
    taken.add(id);
    if (taken.size() > Clusterings.MAX_KEPT) {
      throw SemblanceException.invalid(
          "a collection keeps " + Clusterings.MAX_KEPT + " clusterings; delete one first");
    }
    int slot = free(kept);
    underWay.put(id, slot);
    return new Reserved(this, id, slot);
  }

  private static Set<String> ids(Collection<StoredClustering> kept) {
    return kept.stream().map(StoredClustering::id).collect(Collectors.toCollection(HashSet::new));
  }

  private int free(List<StoredClustering> kept) {
    Set<Integer> used = new HashSet<>(underWay.values());
    kept.forEach(clustering -> used.add(clustering.slot()));
    return IntStream.rangeClosed(0, Clusterings.MAX_KEPT)
        .filter(slot -> !used.contains(slot))
        .findFirst()
        .orElseThrow(
            () ->
                new SemblanceException(
                    ErrorCode.OVERLOADED, "too many clusterings are being made; try again later"));
  }

  private synchronized void free(String id) {
    underWay.remove(id);
  }
}
