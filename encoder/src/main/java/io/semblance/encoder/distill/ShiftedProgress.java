package io.semblance.encoder.distill;

import io.semblance.progress.Progress;

/** The progress of a part of the work, of which {@code before} items were done earlier. */
record ShiftedProgress(Progress whole, long before) implements Progress {
  @Override
  public void advancedTo(long done) {
    whole.advancedTo(before + done);
  }

  @Override
  public boolean isCancelled() {
    return whole.isCancelled();
  }
}
