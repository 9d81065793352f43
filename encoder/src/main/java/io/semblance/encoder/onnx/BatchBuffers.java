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
  private FloatBuffer output = floats(0);
  private byte[] mask = new byte[0];
  private float[] copy = new float[0];

  void fill(List<TokenizedText> batch, int sequence, long padId, int hidden) {
    int tokens = batch.size() * sequence;
    ensureCapacity(tokens, tokens * hidden);
    for (LongBuffer buffer : List.of(inputIds, attentionMask, typeIds)) {
      buffer.clear().limit(tokens);
    }
    output.clear().limit(tokens * hidden);
    Arrays.fill(mask, 0, tokens, (byte) 0);
    for (int row = 0; row < batch.size(); row++) {
      fillRow(batch.get(row), row * sequence, sequence, padId);
    }
  }

  private void fillRow(TokenizedText text, int start, int sequence, long padId) {
    int length = text.length();
    inputIds.put(start, text.ids(), 0, length);
    typeIds.put(start, text.typeIds(), 0, length);
    for (int i = 0; i < sequence; i++) {
      boolean isToken = i < length;
      attentionMask.put(start + i, isToken ? 1 : 0);
      mask[start + i] = (byte) (isToken ? 1 : 0);
      if (!isToken) {
        inputIds.put(start + i, padId);
        typeIds.put(start + i, 0);
      }
    }
  }

  private void ensureCapacity(int tokens, int outputs) {
    if (mask.length < tokens) {
      inputIds = longs(tokens);
      attentionMask = longs(tokens);
      typeIds = longs(tokens);
      mask = new byte[tokens];
    }
    if (copy.length < outputs) {
      output = floats(outputs);
      copy = new float[outputs];
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

  FloatBuffer output() {
    return output;
  }

  byte[] mask() {
    return mask;
  }

  float[] copyOutput() {
    output.get(0, copy, 0, output.limit());
    return copy;
  }

  private static LongBuffer longs(int count) {
    return ByteBuffer.allocateDirect(8 * count).order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
