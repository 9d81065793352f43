package io.semblance.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A migration as it is kept on disk, so that any process can go on with it.
 *
 * @param alias the name that people use
 * @param from the collection that it stood for when the migration began
 * @param to the collection that is to take its place
 * @param model of the new collection
 * @param schema of the new collection
 * @param started when it began
 * @param comparisons of both models, the newest last
 */
public record MigrationState(
    String alias,
    String from,
    String to,
    CollectionModel model,
    CollectionSchema schema,
    Instant started,
    List<MigrationOverlap> comparisons) {
  public MigrationState {
    comparisons = List.copyOf(comparisons);
  }

  MigrationState with(MigrationOverlap comparison) {
    List<MigrationOverlap> all = new ArrayList<>(comparisons);
    all.add(comparison);
    return new MigrationState(alias, from, to, model, schema, started, all);
  }
}
