package io.semblance.index.search;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionManifest;
import io.semblance.index.Examples;
import io.semblance.index.Examples.Strategy;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.block.EncodedPassage;
import io.semblance.index.block.GivenVector;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.block.VectorFunction;
import io.semblance.index.rank.ExampleScorer;
import io.semblance.vectors.Similarity;
import io.semblance.vectors.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexReader;

/** Turns what a request asks for into vectors of the collection. Safe for many threads. */
final class WantedVectors {
  private final CollectionManifest manifest;
  private final SentenceEncoder encoder;
  private final VectorFunction function;

  WantedVectors(CollectionManifest manifest, SentenceEncoder encoder) {
    this.manifest = manifest;
    this.encoder = encoder;
    this.function = VectorFunction.of(manifest.model().similarity());
  }

  /**
   * The vectors of a request.
   *
   * @param reader where documents that serve as examples are
   */
  Wanted of(SearchRequest request, IndexReader reader) throws IOException {
    if (request.mode() == SearchMode.LEXICAL) {
      return new Wanted.Nothing();
    }
    return switch (request.input()) {
      case SearchInput.Text text ->
          new Wanted.Near(function.prepare(encoder.encode(text.text(), InputType.QUERY)), Set.of());
      case SearchInput.Vector vector ->
          new Wanted.Near(function.prepare(checked(vector.values())), Set.of());
      case SearchInput.Like like -> like(like.examples(), reader);
    };
  }

  private Wanted like(Examples examples, IndexReader reader) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    float[][] positive = vectors(examples.positive(), reader, ids);
    float[][] negative = vectors(examples.negative(), reader, ids);
    if (examples.strategy() == Strategy.AVERAGE) {
      return new Wanted.Near(function.prepare(ExampleScorer.average(positive, negative)), ids);
    }
    Similarity similarity = manifest.model().similarity();
    ExampleScorer scorer = ExampleScorer.of(examples.strategy(), positive, negative, similarity);
    return new Wanted.Alike(scorer, probes(positive, negative), ids);
  }

  /** Without positive examples the search begins opposite to the negative ones. */
  private List<float[]> probes(float[][] positive, float[][] negative) {
    List<float[]> probes = new ArrayList<>();
    for (float[] vector : positive) {
      probes.add(function.prepare(vector));
    }
    for (int i = 0; i < negative.length && positive.length == 0; i++) {
      float[] opposite = negative[i].clone();
      for (int d = 0; d < opposite.length; d++) {
        opposite[d] = -opposite[d];
      }
      probes.add(function.prepare(opposite));
    }
    return probes;
  }

  private float[][] vectors(List<Examples.Example> examples, IndexReader reader, Set<String> ids)
      throws IOException {
    float[][] vectors = new float[examples.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = vector(examples.get(i), reader, ids);
    }
    return vectors;
  }

  private float[] vector(Examples.Example example, IndexReader reader, Set<String> ids)
      throws IOException {
    return switch (example) {
      case Examples.TextExample text -> encoder.encode(text.text(), InputType.DOCUMENT);
      case Examples.VectorExample vector -> checked(vector.vector());
      case Examples.DocumentExample document -> {
        ids.add(document.id());
        yield vector(document.id(), reader);
      }
    };
  }

  /** A document is the mean of its passages. */
  private float[] vector(String id, IndexReader reader) throws IOException {
    StoredDocument document = StoredDocument.find(reader, id);
    if (document == null) {
      throw SemblanceException.notFound("no document '" + id + "' to take as an example");
    }
    List<EncodedPassage> passages = document.passages(manifest.schema());
    if (passages.isEmpty()) {
      throw SemblanceException.invalid(
          "document '" + id + "' has no text, so it cannot be an example");
    }
    float[] mean = new float[manifest.model().dimension()];
    for (EncodedPassage passage : passages) {
      Vectors.addScaled(passage.vector(), 0, 1f / passages.size(), mean);
    }
    return mean;
  }

  private float[] checked(float[] vector) {
    int dimension = manifest.model().dimension();
    if (vector.length != dimension) {
      throw SemblanceException.invalid(
          "a query vector must have " + dimension + " dimensions, got: " + vector.length);
    }
    GivenVector.require("a query vector", vector);
    return vector;
  }
}
