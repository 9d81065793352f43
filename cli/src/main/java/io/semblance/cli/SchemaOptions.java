package io.semblance.cli;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.Chunking;
import io.semblance.index.Chunking.Respect;
import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import io.semblance.index.HnswParameters;
import io.semblance.index.VectorPrecision;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a new collection's documents look like and how they are made searchable. */
final class SchemaOptions {
  private static final CollectionSchema DEFAULT = CollectionSchema.DEFAULT;

  @Option(
      names = "--text-field",
      paramLabel = "FIELD",
      description =
          "A field that is encoded and searched; repeat it, the heading first. Default: title, text.")
  private List<String> textFields = new ArrayList<>();

  @Option(
      names = "--field",
      paramLabel = "FIELD:TYPE",
      description =
          "Metadata that filters and facets may name: keyword, long, double, boolean or date; repeat it for each.")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--analyzer",
      paramLabel = "NAME",
      completionCandidates = Analyzers.class,
      description = "How words are cut and stemmed: ${COMPLETION-CANDIDATES}. Default: english.")
  private @Nullable String analyzer;

  @Option(
      names = "--chunk-size",
      paramLabel = "TOKENS",
      description = "Longest passage; 0 for as many tokens as the model reads. Default: 0.")
  private @Nullable Integer chunkSize;

  @Option(
      names = "--chunk-overlap",
      paramLabel = "TOKENS",
      description =
          "What a passage repeats of the one before. Default: 32, or an eighth of the size.")
  private @Nullable Integer chunkOverlap;

  @Option(
      names = "--respect",
      paramLabel = "UNIT",
      description =
          "What a passage does not tear apart: word, sentence or paragraph. Default: sentence.")
  private @Nullable Respect respect;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      description =
          "How exactly the graph compares vectors: float32, int8, int4 or bit1. Default: float32.")
  private @Nullable VectorPrecision precision;

  @Option(
      names = "--hnsw-m",
      paramLabel = "N",
      description = "Neighbours of a node of the graph. Default: 16.")
  private @Nullable Integer hnswM;

  @Option(
      names = "--ef-construction",
      paramLabel = "N",
      description = "Candidates looked at for each new node of the graph. Default: 100.")
  private @Nullable Integer efConstruction;

  /** Names for the help. */
  static final class Analyzers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return CollectionSchema.analyzers().iterator();
    }
  }

  /** The schema of a new collection. */
  CollectionSchema schema() {
    return over(DEFAULT);
  }

  /** A schema with everything replaced that was given. */
  private CollectionSchema over(CollectionSchema base) {
    return new CollectionSchema(
        textFields.isEmpty() ? base.textFields() : textFields,
        fields.isEmpty() ? base.fields() : declared(),
        given(analyzer, base.analyzer()),
        chunking(base.chunking()),
        given(precision, base.precision()),
        new HnswParameters(
            given(hnswM, base.hnsw().m()), given(efConstruction, base.hnsw().efConstruction())));
  }

  private Chunking chunking(Chunking base) {
    int size = given(chunkSize, base.size());
    boolean fromSize = chunkSize != null && chunkSize > 0 && base.equals(DEFAULT.chunking());
    int overlap = given(chunkOverlap, fromSize ? size / 8 : base.overlap());
    return new Chunking(size, overlap, given(respect, base.respect()));
  }

  private static <T> T given(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private Map<String, FieldType> declared() {
    Map<String, FieldType> declared = new LinkedHashMap<>();
    for (String field : fields) {
      int colon = field.lastIndexOf(':');
      String name = field.substring(0, Math.max(0, colon));
      if (declared.put(name, type(field, field.substring(colon + 1))) != null) {
        throw SemblanceException.invalid("field '" + name + "' is declared twice");
      }
    }
    return declared;
  }

  private static FieldType type(String field, String label) {
    for (FieldType type : FieldType.values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(label) && label.length() < field.length()) {
        return type;
      }
    }
    throw SemblanceException.invalid(
        "--field must be FIELD:TYPE with a type of keyword, long, double, boolean, date, got: "
            + field);
  }

  /** Refuses an option that asks for something else than an existing collection has. */
  void requireSame(String collection, CollectionSchema existing) {
    if (chunkSize != null) {
      requireSame(collection, "--chunk-size", existing.chunking().size(), chunkSize);
    }
    CollectionSchema asked = over(existing);
    requireSame(collection, "--text-field", existing.textFields(), asked.textFields());
    requireSame(collection, "--field", existing.fields(), asked.fields());
    requireSame(collection, "--analyzer", existing.analyzer(), asked.analyzer());
    Chunking had = existing.chunking();
    requireSame(collection, "--chunk-overlap", had.overlap(), given(chunkOverlap, had.overlap()));
    requireSame(collection, "--respect", had.respect(), asked.chunking().respect());
    requireSame(collection, "--precision", existing.precision(), asked.precision());
    requireSame(collection, "--hnsw-m", existing.hnsw().m(), asked.hnsw().m());
    requireSame(
        collection,
        "--ef-construction",
        existing.hnsw().efConstruction(),
        asked.hnsw().efConstruction());
  }

  private static void requireSame(String collection, String option, Object had, Object asked) {
    if (!Objects.equals(had, asked)) {
      throw new SemblanceException(
          ErrorCode.CONFLICT,
          option
              + ": collection '"
              + collection
              + "' was made with "
              + shown(had)
              + ", got: "
              + shown(asked)
              + "; that cannot be changed, make another collection");
    }
  }

  private static String shown(Object value) {
    return switch (value) {
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case List<?> names -> joined(names.stream().map(SchemaOptions::shown));
      case Map<?, ?> types ->
          joined(
              types.entrySet().stream()
                  .map(field -> field.getKey() + ":" + shown(field.getValue())));
      default -> value.toString();
    };
  }

  private static String joined(Stream<String> shown) {
    String joined = shown.collect(Collectors.joining(", "));
    return joined.isEmpty() ? "none" : joined;
  }
}
