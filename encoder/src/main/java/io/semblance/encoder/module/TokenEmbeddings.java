package io.semblance.encoder.module;

/**
 * What a transformer gives for one batch.
 *
 * @param values {@code [batch][sequence][hidden]} in C order; may be longer than that, shared until
 *     the next batch
 * @param mask {@code [batch][sequence]}, 1 for a real token and 0 for padding
 * @param batch number of texts
 * @param sequence padded length in tokens
 * @param hidden width of a token embedding
 */
public record TokenEmbeddings(float[] values, byte[] mask, int batch, int sequence, int hidden)
    implements Features {
  boolean isToken(int text, int position) {
    return mask[text * sequence + position] != 0;
  }

  int offset(int text, int position) {
    return (text * sequence + position) * hidden;
  }
}
