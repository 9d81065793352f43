package io.semblance.encoder.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a blob's name says of its bytes: 64 hexadecimal digits are their SHA-256, 40 are git's SHA-1
 * of the line {@code blob SIZE}, a zero byte, and the bytes.
 */
enum BlobHash {
  SHA_256("SHA-256", 64),
  GIT_SHA_1("SHA-1", 40);

  private static final int BUFFER_BYTES = 1 << 18;

  private final String algorithm;
  private final int digits;

  BlobHash(String algorithm, int digits) {
    this.algorithm = algorithm;
    this.digits = digits;
  }

  /** The kind of hash that a name is, if it is one. */
  static Optional<BlobHash> ofName(String name) {
    for (BlobHash hash : values()) {
      if (name.matches("[0-9a-f]{" + hash.digits + "}")) {
        return Optional.of(hash);
      }
    }
    return Optional.empty();
  }

  /** Its name for people. */
  String label() {
    return this == GIT_SHA_1 ? "git SHA-1" : algorithm;
  }

  /** The hash of a file's bytes, in hexadecimal digits. */
  String of(Path file) throws IOException {
    MessageDigest digest = digest();
    if (this == GIT_SHA_1) {
      digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
    }
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
