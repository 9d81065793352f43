package io.semblance.index.chunk;

import io.semblance.index.Passage;

/**
 * A passage and what is encoded for it.
 *
 * @param passage where it is in its document
 * @param input the passage's text, with the document's heading before it where there is one
 */
public record ChunkedPassage(Passage passage, String input) {}
