package io.semblance.index.search;

import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.block.VectorFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.VectorScorer;
import org.jspecify.annotations.Nullable;

/**
 * Exact similarities of single documents to a vector, by the full vectors whatever the graph uses.
 */
final class PassageScores {
  private final VectorFunction function;
  private final float[] query;

  PassageScores(VectorFunction function, float[] query) {
    this.function = function;
    this.query = query;
  }

  /** Similarity of the closest passage; null when the document has none. */
  @Nullable Double best(StoredDocument document) throws IOException {
    return all(document).stream().max(Double::compare).orElse(null);
  }

  /** Similarity of each passage in order. */
  List<Double> all(StoredDocument document) throws IOException {
    int first = document.firstPassage();
    List<Double> similarities = new ArrayList<>(document.doc() - first);
    if (first < document.doc()) {
      VectorScorer scorer = scorer(document.leaf());
      for (int passage = first; passage < document.doc(); passage++) {
        if (scorer.iterator().advance(passage) != passage) {
          throw new IllegalStateException("passage " + passage + " has no vector");
        }
        similarities.add(function.similarity(scorer.score()));
      }
    }
    return similarities;
  }

  private VectorScorer scorer(LeafReaderContext leaf) throws IOException {
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(BlockLayout.VECTOR);
    return vectors.rescorer(query);
  }
}
