package io.semblance.cli;

import io.semblance.eval.measure.ClusterMeasures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures clusters by the labels that texts came with. */
final class LabelQuality {
  private LabelQuality() {}

  /** Empty when a text has no label. */
  static Optional<ClusterMeasures> of(List<TextItem> items, int[] clusters) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] classes = new int[items.size()];
    for (int i = 0; i < classes.length; i++) {
      String label = items.get(i).label();
      if (label == null) {
        return Optional.empty();
      }
      classes[i] = numbers.computeIfAbsent(label, fresh -> numbers.size());
    }
    return classes.length == 0
        ? Optional.empty()
        : Optional.of(ClusterMeasures.of(classes, clusters));
  }
}
