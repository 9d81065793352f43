package io.semblance.index.write;

/**
 * What encoding took.
 *
 * @param passages texts that were encoded, equal ones once
 * @param tokens of all of them
 * @param truncated how many were longer than the model reads, which only passages that the owner
 *     cut can be
 */
public record EncodingWork(long passages, long tokens, long truncated) {
  /** Nothing was encoded. */
  public static final EncodingWork NONE = new EncodingWork(0, 0, 0);

  /** Both together. */
  public EncodingWork plus(EncodingWork other) {
    return new EncodingWork(
        passages + other.passages, tokens + other.tokens, truncated + other.truncated);
  }
}
