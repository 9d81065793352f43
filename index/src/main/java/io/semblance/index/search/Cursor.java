package io.semblance.index.search;

import io.semblance.error.SemblanceException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where a page begins: opaque and signed, so that nobody can ask for what no page has offered.
 *
 * @param view version of the view that is paged through
 * @param request hash of everything in the request but the page
 * @param candidates how many documents each component finds
 * @param from position of the first hit, from 0
 */
record Cursor(long view, int request, int candidates, int from) {
  private static final int CONTENT = Long.BYTES + 3 * Integer.BYTES;
  private static final int SIGNATURE = 16;
  private static final String MAC = "HmacSHA256";

  String sign(byte[] key) {
    byte[] content =
        ByteBuffer.allocate(CONTENT)
            .putLong(view)
            .putInt(request)
            .putInt(candidates)
            .putInt(from)
            .array();
    ByteBuffer signed = ByteBuffer.allocate(CONTENT + SIGNATURE);
    signed.put(content).put(signature(content, key));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.array());
  }

  static Cursor read(String text, byte[] key) {
    try {
      byte[] signed = Base64.getUrlDecoder().decode(text);
      ByteBuffer buffer = ByteBuffer.wrap(signed);
      Cursor cursor =
          new Cursor(buffer.getLong(), buffer.getInt(), buffer.getInt(), buffer.getInt());
      byte[] content = Arrays.copyOf(signed, CONTENT);
      byte[] signature = Arrays.copyOfRange(signed, CONTENT, signed.length);
      if (MessageDigest.isEqual(signature, signature(content, key))) {
        return cursor;
      }
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static SemblanceException invalid() {
    return SemblanceException.invalid(
        "cursor must be the next_cursor of an earlier page of this collection");
  }

  private static byte[] signature(byte[] content, byte[] key) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks " + MAC, e);
    }
  }
}
