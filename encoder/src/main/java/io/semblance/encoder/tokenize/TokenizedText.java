package io.semblance.encoder.tokenize;

import io.semblance.encoder.TokenCount;

/**
 * One text as token ids, cut to the model's limit; the arrays are shared.
 *
 * @param ids token ids, special tokens included
 * @param typeIds segment of each token
 * @param count length before the cut
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared: a value that travels from tokenizer to batch
public record TokenizedText(long[] ids, long[] typeIds, TokenCount count) {
  public int length() {
    return ids.length;
  }
}
