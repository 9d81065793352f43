package io.semblance.cli;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One text to compare with others.
 *
 * @param id unique in its input
 * @param label what the input says it belongs to, or null
 */
record TextItem(String id, String text, @Nullable String label) {
  /** An order that the order of the input does not change, with equal texts side by side. */
  static final Comparator<TextItem> BY_CONTENT =
      Comparator.comparing(TextItem::text).thenComparing(TextItem::id);
}
