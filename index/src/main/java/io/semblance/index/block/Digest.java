package io.semblance.index.block;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/** The first 128 bits of a SHA-256: equal for equal contents, and for no others in practice. */
public record Digest(long high, long low) {
  public static Digest of(byte[] content) {
    return of(ByteBuffer.wrap(sha256().digest(content)));
  }

  /** Of a sequence of strings; where one ends matters. */
  public static Digest of(List<String> parts) {
    MessageDigest sha256 = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_16LE); // tells lone surrogates apart
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      sha256.update(bytes);
    }
    return of(ByteBuffer.wrap(sha256.digest()));
  }

  private static Digest of(ByteBuffer hash) {
    return new Digest(hash.getLong(), hash.getLong());
  }

  BytesRef toBytes() {
    return new BytesRef(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
  }

  static Digest read(BytesRef bytes) {
    return of(ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
