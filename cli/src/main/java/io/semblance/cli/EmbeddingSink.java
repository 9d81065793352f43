package io.semblance.cli;

import java.io.IOException;

/** Where embeddings go, in the order of the texts. */
interface EmbeddingSink extends Sink {
  void write(EncodedText text) throws IOException;
}
