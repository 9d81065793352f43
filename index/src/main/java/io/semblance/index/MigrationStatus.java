package io.semblance.index;

/**
 * How far a migration is.
 *
 * @param phase what the name stands for
 * @param documents in the collection that it migrates from
 * @param copied documents in the new collection
 * @param missing changes that the other collection has not had yet: the new one while copying, the
 *     old one after the commit
 */
public record MigrationStatus(Phase phase, long documents, long copied, long missing) {
  /** What the name stands for. */
  public enum Phase {
    /** The old collection; documents are brought over to the new one. */
    COPYING,
    /** The new collection; the old one is kept for going back. */
    COMMITTED
  }
}
