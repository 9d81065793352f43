package io.semblance.index;

import io.semblance.error.SemblanceException;
import io.semblance.index.block.TextAnalysis;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the documents of a collection look like and how they are made searchable; fixed for the
 * collection's life.
 *
 * @param textFields the fields that are encoded and searched by words, in order; the first of
 *     several is the heading that every passage of the others is encoded with
 * @param fields declared metadata, which filters and facets may name; fields of a document that are
 *     not declared are kept and given back
 * @param analyzer the language of the texts, as words are cut and stemmed; {@link #analyzers()}
 *     lists the names
 * @param chunking how long texts are cut
 * @param precision how exactly the graph compares vectors
 * @param hnsw shape of the graph
 */
public record CollectionSchema(
    List<String> textFields,
    Map<String, FieldType> fields,
    String analyzer,
    Chunking chunking,
    VectorPrecision precision,
    HnswParameters hnsw) {
  private static final int MAX_TEXT_FIELDS = 16;
  private static final int MAX_FIELDS = 256;
  private static final Pattern FIELD_NAME =
      Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,63}");

  /** What the names of clusterings begin with in filters and facets. */
  public static final String CLUSTERINGS = "clusterings.";

  /** Title and text in English, no declared metadata. */
  public static final CollectionSchema DEFAULT =
      new CollectionSchema(
          List.of("title", "text"),
          Map.of(),
          "english",
          Chunking.DEFAULT,
          VectorPrecision.FLOAT32,
          HnswParameters.DEFAULT);

  public CollectionSchema {
    textFields = List.copyOf(textFields);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    if (textFields.isEmpty() || textFields.size() > MAX_TEXT_FIELDS) {
      throw SemblanceException.invalid(
          "a collection must have 1 to " + MAX_TEXT_FIELDS + " text fields, got: " + textFields);
    }
    if (fields.size() > MAX_FIELDS) {
      throw SemblanceException.invalid(
          "a collection may declare " + MAX_FIELDS + " fields, got: " + fields.size());
    }
    HashSet<String> names = new HashSet<>(fields.keySet());
    for (String field : textFields) {
      if (!names.add(field)) {
        throw SemblanceException.invalid("field '" + field + "' is declared twice");
      }
    }
    if (names.contains("id")) {
      throw SemblanceException.invalid(
          "a field must not be named 'id': filters use it for the document's id");
    }
    names.forEach(CollectionSchema::requireName);
    names.forEach(CollectionSchema::requireNoClustering);
    TextAnalysis.require(analyzer);
  }

  private static void requireNoClustering(String name) {
    if (name.startsWith(CLUSTERINGS)) {
      throw SemblanceException.invalid(
          "a field name must not begin with '"
              + CLUSTERINGS
              + "', which filters use for clusterings, got: '"
              + name
              + "'");
    }
  }

  private static void requireName(String name) {
    if (!FIELD_NAME.matcher(name).matches()) {
      throw SemblanceException.invalid(
          "a field name must match " + FIELD_NAME.pattern() + ", got: '" + name + "'");
    }
  }

  /** Names of all analyzers. */
  public static List<String> analyzers() {
    return TextAnalysis.names();
  }

  public CollectionSchema withTextFields(List<String> other) {
    return new CollectionSchema(other, fields, analyzer, chunking, precision, hnsw);
  }

  public CollectionSchema withFields(Map<String, FieldType> other) {
    return new CollectionSchema(textFields, other, analyzer, chunking, precision, hnsw);
  }

  public CollectionSchema withAnalyzer(String other) {
    return new CollectionSchema(textFields, fields, other, chunking, precision, hnsw);
  }

  public CollectionSchema withChunking(Chunking other) {
    return new CollectionSchema(textFields, fields, analyzer, other, precision, hnsw);
  }

  public CollectionSchema withPrecision(VectorPrecision other) {
    return new CollectionSchema(textFields, fields, analyzer, chunking, other, hnsw);
  }

  public CollectionSchema withHnsw(HnswParameters other) {
    return new CollectionSchema(textFields, fields, analyzer, chunking, precision, other);
  }
}
