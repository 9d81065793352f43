package io.semblance.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionOptions;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStats;
import io.semblance.index.CollectionStore;
import io.semblance.index.VectorCollection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is known of a collection without its model.
 *
 * @param name of the collection, not of an alias
 */
record CollectionFacts(
    String name, List<String> aliases, CollectionManifest manifest, CollectionStats stats) {
  /** To look at a collection or to work on its files; every command is a process of its own. */
  static final CollectionOptions OPENING = new CollectionOptions(Duration.ZERO, false);

  /** Reads the facts of a collection or of what an alias stands for. */
  static CollectionFacts of(CollectionStore store, String nameOrAlias) {
    String name = store.resolve(nameOrAlias);
    List<String> aliases =
        store.aliases().entrySet().stream()
            .filter(alias -> alias.getValue().equals(name))
            .map(Map.Entry::getKey)
            .toList();
    try (VectorCollection collection = store.openWithoutModel(name, OPENING)) {
      return new CollectionFacts(name, aliases, collection.manifest(), collection.stats());
    }
  }

  ObjectNode toJson() {
    CollectionSchema schema = manifest.schema();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", name);
    aliases.forEach(node.putArray("aliases")::add);
    node.put("documents", stats.documents());
    node.put("chunks", stats.passages());
    node.put("dimensions", manifest.model().dimension());
    node.put("model", manifest.model().id());
    node.put("model_source", manifest.model().source());
    node.put("model_fingerprint", manifest.model().fingerprint());
    node.put("similarity", manifest.model().similarity().label());
    node.put("precision", lower(schema.precision()));
    node.putObject("hnsw")
        .put("m", schema.hnsw().m())
        .put("ef_construction", schema.hnsw().efConstruction());
    node.put("analyzer", schema.analyzer());
    node.putObject("chunking")
        .put("size", schema.chunking().size())
        .put("overlap", schema.chunking().overlap())
        .put("respect", lower(schema.chunking().respect()));
    schema.textFields().forEach(node.putArray("text_fields")::add);
    ObjectNode fields = node.putObject("fields");
    schema.fields().forEach((field, type) -> fields.put(field, lower(type)));
    node.put("created", manifest.created().toString());
    return addStats(node);
  }

  private ObjectNode addStats(ObjectNode node) {
    ObjectMapper mapper = new ObjectMapper();
    node.put("deleted_documents", stats.deletedDocuments());
    node.put("segments", stats.segments());
    node.put("sequence", stats.sequence());
    node.put("commit", stats.commit());
    node.put("bytes", stats.bytes());
    node.set("bytes_by_kind", mapper.valueToTree(stats.bytesByKind()));
    node.set("mapped", mapper.valueToTree(stats.mapped()));
    return node;
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
