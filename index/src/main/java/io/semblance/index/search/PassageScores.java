package io.semblance.index.search;

import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.EncodedPassage;
import io.semblance.index.block.StoredDocument;
import io.semblance.index.block.VectorFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.VectorScorer;
import org.jspecify.annotations.Nullable;

/**
 * Exact scores of single documents' passages, by the full vectors whatever the graph uses. One
 * thread at a time.
 */
final class PassageScores {
  private final SearchContext context;

  PassageScores(SearchContext context) {
    this.context = context;
  }

  /** Score of the closest passage; null when the document has none, or nothing to be close to. */
  @Nullable Double best(StoredDocument document) throws IOException {
    List<Double> scores = of(document);
    return scores.isEmpty() || scores.get(0).isNaN() ? null : Collections.max(scores);
  }

  /** Score of each passage in order; NaN in a search by words. */
  List<Double> of(StoredDocument document) throws IOException {
    return switch (context.wanted()) {
      case Wanted.Nothing nothing -> Collections.nCopies(document.passageCount(), Double.NaN);
      case Wanted.Near near -> near(document, near.vector());
      case Wanted.Alike alike -> alike(document, alike);
    };
  }

  private List<Double> near(StoredDocument document, float[] query) throws IOException {
    int first = document.firstPassage();
    List<Double> scores = new ArrayList<>(document.doc() - first);
    if (first < document.doc()) {
      VectorFunction function = context.function();
      FloatVectorValues vectors = document.leaf().reader().getFloatVectorValues(BlockLayout.VECTOR);
      VectorScorer scorer = vectors.rescorer(query);
      for (int passage = first; passage < document.doc(); passage++) {
        if (scorer.iterator().advance(passage) != passage) {
          throw new IllegalStateException("passage " + passage + " has no vector");
        }
        scores.add(function.similarity(scorer.score()));
      }
    }
    return scores;
  }

  private List<Double> alike(StoredDocument document, Wanted.Alike alike) throws IOException {
    List<Double> scores = new ArrayList<>();
    for (EncodedPassage passage : document.passages(context.schema())) {
      scores.add(alike.scorer().score(passage.vector()));
    }
    return scores;
  }
}
