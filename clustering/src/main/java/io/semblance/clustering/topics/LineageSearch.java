package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds a {@link Lineage}. Pairs of clusters are taken by falling Jaccard index, ties by numbers.
 * That is an assignment of the highest total weight among the pairs that reach {@link
 * Lineage#KEPT}: when a pair is above one half, each of the two has more than half of its members
 * in it, so neither can reach one half with a third, disjoint cluster; pairs of exactly one half
 * compete only with others of one half, for one cluster that they cut in two.
 */
final class LineageSearch {
  private static final int NONE = -1;

  private final Generation before;
  private final Generation now;
  private final MemberOverlap overlap;
  private final int[] earlierOf;
  private final int[] laterOf;
  private final List<LineageEvent> kept = new ArrayList<>();

  LineageSearch(Generation before, Generation now) {
    this.before = before;
    this.now = now;
    this.overlap = new MemberOverlap(before, now);
    this.earlierOf = new int[now.clustering().clusters()];
    this.laterOf = new int[before.clustering().clusters()];
    Arrays.fill(earlierOf, NONE);
    Arrays.fill(laterOf, NONE);
  }

  Lineage lineage() {
    assign();
    Generation named = named();
    List<LineageEvent> events = new ArrayList<>();
    kept.stream()
        .sorted(Comparator.comparingInt(event -> ((LineageEvent.Kept) event).id()))
        .forEach(events::add);
    new Changes(named.stableIds()).addTo(events);
    return new Lineage(events, named);
  }

  private void assign() {
    IntStream.range(0, overlap.cells())
        .mapToObj(overlap::cell)
        .filter(cell -> overlap.jaccard(cell) >= Lineage.KEPT)
        .sorted(
            Comparator.comparingDouble((MemberOverlap.Cell cell) -> -overlap.jaccard(cell))
                .thenComparingInt(MemberOverlap.Cell::before)
                .thenComparingInt(MemberOverlap.Cell::now))
        .filter(cell -> laterOf[cell.before()] == NONE && earlierOf[cell.now()] == NONE)
        .forEachOrdered(this::keep);
  }

  private void keep(MemberOverlap.Cell cell) {
    laterOf[cell.before()] = cell.now();
    earlierOf[cell.now()] = cell.before();
    kept.add(new LineageEvent.Kept(before.stableIds()[cell.before()], overlap.jaccard(cell)));
  }

  private Generation named() {
    Clustering clustering = now.clustering();
    int[] ids = new int[clustering.clusters()];
    List<String> names = new ArrayList<>();
    int next = before.nextId();
    for (int cluster = 0; cluster < ids.length; cluster++) {
      int earlier = earlierOf[cluster];
      ids[cluster] = earlier == NONE ? next++ : before.stableIds()[earlier];
      names.add(earlier == NONE ? now.names().get(cluster) : before.names().get(earlier));
    }
    return new Generation(now.items(), clustering, ids, names, next);
  }

  /** What happened to the clusters that were not just kept. */
  private final class Changes {
    private final int[] ids;
    private final List<List<Integer>> parts = lists(laterOf.length);
    private final List<List<Integer>> sources = lists(earlierOf.length);
    private final boolean[] knownBefore = new boolean[laterOf.length];
    private final boolean[] knownNow = new boolean[earlierOf.length];

    Changes(int[] ids) {
      this.ids = ids;
      for (int i = 0; i < overlap.cells(); i++) {
        MemberOverlap.Cell cell = overlap.cell(i);
        if (overlap.mostOfNow(cell)) {
          parts.get(cell.before()).add(cell.now());
        }
        if (overlap.mostOfBefore(cell)) {
          sources.get(cell.now()).add(cell.before());
        }
      }
    }

    void addTo(List<LineageEvent> events) {
      markKept();
      addSplits(events);
      addMerges(events);
      int[] earlierIds = before.stableIds();
      rising(ids, knownNow).forEach(id -> events.add(new LineageEvent.Born(id)));
      rising(earlierIds, knownBefore).forEach(id -> events.add(new LineageEvent.Gone(id)));
    }

    private void markKept() {
      for (int cluster = 0; cluster < earlierOf.length; cluster++) {
        if (earlierOf[cluster] != NONE) {
          knownNow[cluster] = true;
          knownBefore[earlierOf[cluster]] = true;
        }
      }
    }

    private void addSplits(List<LineageEvent> events) {
      for (int cluster : byId(before.stableIds())) {
        if (parts.get(cluster).size() > 1) {
          knownBefore[cluster] = true;
          parts.get(cluster).forEach(part -> knownNow[part] = true);
          events.add(
              new LineageEvent.Split(before.stableIds()[cluster], named(parts.get(cluster), ids)));
        }
      }
    }

    private void addMerges(List<LineageEvent> events) {
      for (int cluster : byId(ids)) {
        if (sources.get(cluster).size() > 1) {
          knownNow[cluster] = true;
          sources.get(cluster).forEach(source -> knownBefore[source] = true);
          events.add(
              new LineageEvent.Merged(
                  named(sources.get(cluster), before.stableIds()), ids[cluster]));
        }
      }
    }

    private static List<Integer> named(List<Integer> clusters, int[] names) {
      return clusters.stream().map(cluster -> names[cluster]).sorted().toList();
    }

    private static IntStream rising(int[] names, boolean[] known) {
      return IntStream.range(0, names.length).filter(i -> !known[i]).map(i -> names[i]).sorted();
    }

    private static int[] byId(int[] names) {
      return IntStream.range(0, names.length)
          .boxed()
          .sorted(Comparator.comparingInt(cluster -> names[cluster]))
          .mapToInt(Integer::intValue)
          .toArray();
    }

    private static List<List<Integer>> lists(int count) {
      List<List<Integer>> lists = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        lists.add(new ArrayList<>());
      }
      return lists;
    }
  }
}
