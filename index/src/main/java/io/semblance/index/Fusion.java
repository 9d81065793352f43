package io.semblance.index;

/** TEMPORARY. */
public sealed interface Fusion {
  record ReciprocalRank(double k) implements Fusion {
    public static final ReciprocalRank DEFAULT = new ReciprocalRank(60);
  }
}
