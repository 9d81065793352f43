package io.semblance.cli;

import io.semblance.encoder.Embeddings;
import java.io.IOException;
import java.util.List;

/** Where embeddings go, a window of texts at a time. One thread at a time. */
interface EmbeddingSink extends AutoCloseable {
  /** Takes one window; the embeddings stay the caller's. */
  void write(List<String> texts, Embeddings embeddings) throws IOException;

  /** Completes the output; without this call nothing appears under the output's name. */
  void finish() throws IOException;

  @Override
  void close() throws IOException;
}
