package io.semblance.index.clusters;

import io.semblance.progress.Progress;

/** Progress by stages: the whole hears of stages that are done, each stage asks it to go on. */
final class Stages {
  private final Progress whole;
  private long done;

  Stages(Progress whole) {
    this.whole = whole;
  }

  /** What a stage is given: its steps are counted in its own units, which the whole cannot use. */
  Progress stage() {
    return new Progress() {
      @Override
      public void advancedTo(long steps) {}

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }

  void next() {
    whole.advancedTo(++done);
  }
}
