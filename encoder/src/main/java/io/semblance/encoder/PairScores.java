package io.semblance.encoder;

import java.util.List;

/**
 * What a cross-encoder says of pairs, in their order.
 *
 * @param scores {@code float[pairs][labels]}, the receiver's
 * @param tokenCounts one for each pair, both texts together
 */
@SuppressWarnings("ArrayRecordComponent") // a result that is read, not compared
public record PairScores(float[][] scores, List<TokenCount> tokenCounts) {
  public PairScores {
    tokenCounts = List.copyOf(tokenCounts);
  }

  /** How many pairs were longer than the model's limit. */
  public int truncatedPairs() {
    return (int) tokenCounts.stream().filter(TokenCount::truncated).count();
  }
}
