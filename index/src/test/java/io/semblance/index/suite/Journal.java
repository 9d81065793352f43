package io.semblance.index.suite;

import java.util.List;

/** Hears of what writers do, in the order of each document's changes. Safe for many threads. */
interface Journal {
  /** Called before changes are handed over. */
  void trying(List<Step> steps);

  /** Called after changes were acknowledged, with the version of each. */
  void acknowledged(List<Step> steps, List<Long> versions);
}
