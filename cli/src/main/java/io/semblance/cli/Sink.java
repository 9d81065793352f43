package io.semblance.cli;

import java.io.IOException;

/** Writes to a channel that is not its own. One thread at a time. */
interface Sink {
  /** Completes what was written; without this call it is of no use. */
  void finish() throws IOException;
}
