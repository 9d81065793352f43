package io.semblance.clustering.pairs;

import io.semblance.clustering.UniqueRows;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What a run computes, so that another's results are never taken for its own: a name and version of
 * the format, a hash of the rows, and the parameters that decide which pairs are found.
 *
 * @param input SHA-256 of the unique rows and their weights, cut to {@value #HASH} bytes
 */
record RunIdentity(byte[] input, double minScore, long most) {
  static final int BYTES = 40;

  private static final long FORMAT = 0x53454D4250520001L; // "SEMBPR", version 1
  private static final int HASH = 16;

  static RunIdentity of(UniqueRows rows, RowCopies copies, double minScore, long most) {
    return new RunIdentity(hash(rows, copies), minScore, most);
  }

  private static byte[] hash(UniqueRows rows, RowCopies copies) {
    MessageDigest digest = sha256();
    float[] row = new float[rows.dimension()];
    ByteBuffer bytes = ByteBuffer.allocate(4 * row.length + 8);
    for (int number = 0; number < rows.count(); number++) {
      rows.copy(number, row);
      bytes.clear().putInt(rows.weight(number)).putInt(copies.newWeight(number));
      for (float value : row) {
        bytes.putFloat(value);
      }
      digest.update(bytes.flip());
    }
    return Arrays.copyOf(digest.digest(), HASH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(FORMAT)
        .put(input)
        .putDouble(minScore)
        .putLong(most)
        .array();
  }

  /** Fails when a log was begun for anything else. */
  void requireSame(byte[] logged, Path folder) {
    ByteBuffer log = ByteBuffer.wrap(logged);
    require(log.getLong() == FORMAT, folder, "no results of this version");
    byte[] hash = new byte[HASH];
    log.get(hash);
    require(Arrays.equals(hash, input), folder, "results of other vectors");
    double score = log.getDouble();
    long count = log.getLong();
    require(
        score == minScore && count == most,
        folder,
        "results for minScore "
            + score
            + " and at most "
            + count
            + " pairs, not "
            + minScore
            + " and "
            + most);
  }

  private static void require(boolean same, Path folder, String holds) {
    if (!same) {
      throw new SemblanceException(
          ErrorCode.CONFLICT,
          "work folder "
              + folder
              + " holds "
              + holds
              + ": name another folder, or delete its "
              + BlockLog.NAME);
    }
  }
}
