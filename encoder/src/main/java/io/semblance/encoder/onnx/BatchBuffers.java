package io.semblance.encoder.onnx;

import io.semblance.encoder.tokenize.TokenizedText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * The direct buffers that one thread hands to ONNX Runtime, grown to the largest batch seen. One
 * thread only.
 */
final class BatchBuffers {
  private LongBuffer inputIds = longs(0);
  private LongBuffer attentionMask = longs(0);
  private LongBuffer typeIds = longs(0);
  private LongBuffer positionIds = longs(0);
  private FloatBuffer output = floats(0);
  private byte[] mask = new byte[0];
  private float[] copy = new float[0];

  void fill(List<TokenizedText> batch, int sequence, Padding padding) {
    int tokens = Math.multiplyExact(batch.size(), sequence);
    ensureTokens(tokens);
    for (LongBuffer buffer : List.of(inputIds, attentionMask, typeIds, positionIds)) {
      buffer.clear().limit(tokens);
    }
    Arrays.fill(mask, 0, tokens, (byte) 0);
    for (int row = 0; row < batch.size(); row++) {
      fillRow(batch.get(row), row * sequence, sequence, padding);
    }
  }

  private void fillRow(TokenizedText text, int start, int sequence, Padding padding) {
    int length = text.length();
    int first = start + (padding.left() ? sequence - length : 0);
    inputIds.put(first, text.ids(), 0, length);
    typeIds.put(first, text.typeIds(), 0, length);
    for (int i = start; i < start + sequence; i++) {
      boolean isToken = i >= first && i < first + length;
      attentionMask.put(i, isToken ? 1 : 0);
      positionIds.put(i, isToken ? i - first : 0);
      mask[i] = (byte) (isToken ? 1 : 0);
      if (!isToken) {
        inputIds.put(i, padding.id());
        typeIds.put(i, 0);
      }
    }
  }

  private void ensureTokens(int tokens) {
    if (mask.length < tokens) {
      inputIds = longs(tokens);
      attentionMask = longs(tokens);
      typeIds = longs(tokens);
      positionIds = longs(tokens);
      mask = new byte[tokens];
    }
  }

  LongBuffer inputIds() {
    return inputIds;
  }

  LongBuffer attentionMask() {
    return attentionMask;
  }

  LongBuffer typeIds() {
    return typeIds;
  }

  LongBuffer positionIds() {
    return positionIds;
  }

  byte[] mask() {
    return mask;
  }

  /** Room for {@code count} values of the graph's output. */
  FloatBuffer output(int count) {
    if (output.capacity() < count) {
      output = floats(count);
    }
    return output.clear().limit(count);
  }

  /** Copies what the graph gave to an array that is shared with the next call. */
  float[] copy(FloatBuffer values) {
    if (copy.length < values.limit()) {
      copy = new float[values.limit()];
    }
    values.get(0, copy, 0, values.limit());
    return copy;
  }

  private static LongBuffer longs(int count) {
    return ByteBuffer.allocateDirect(8 * count).order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(4, count))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
