package io.semblance.service.security;

/** What a key allows. */
public enum Scope {
  /** Searching and reading collections, results and facts. */
  READ,
  /** Changing documents and starting work on collections. */
  WRITE,
  /** Creating and deleting collections, aliases, snapshots, models. */
  ADMIN,
  /** Encoding texts, comparing and reranking them. */
  EMBED
}
