package io.semblance.index.field;

import io.semblance.index.CollectionSchema;
import org.jspecify.annotations.Nullable;

/**
 * What filters and facets may name in one view of a collection.
 *
 * @param schema declares fields
 * @param clusters finds clusterings
 */
public record KnownFields(CollectionSchema schema, ClusterFields clusters) {
  /** The fields of a collection without clusterings. */
  public static KnownFields of(CollectionSchema schema) {
    return new KnownFields(schema, ClusterFields.NONE);
  }

  DeclaredField declared(String name) {
    return DeclaredField.of(schema, name);
  }

  /** The clustering that a name means; null when it is the name of a field. */
  @Nullable ClusterField cluster(String name) {
    return name.startsWith(CollectionSchema.CLUSTERINGS)
        ? clusters.require(name.substring(CollectionSchema.CLUSTERINGS.length()))
        : null;
  }
}
