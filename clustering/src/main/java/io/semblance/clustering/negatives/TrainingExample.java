package io.semblance.clustering.negatives;

import io.semblance.vectors.Scored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One row of training data; queries and passages are numbers in {@link TrainingPairs}. */
public sealed interface TrainingExample {
  /**
   * Names and values of the row, in order, as they are written out: texts, numbers and lists of
   * those. Names are those of SentenceTransformers with {@code query} for the anchor.
   *
   * @param withScores whether scores are among them
   */
  Map<String, Object> columns(TrainingPairs texts, boolean withScores);

  /** A query, one of its positives and one of its negatives. */
  record Triplet(int query, Scored positive, Scored negative) implements TrainingExample {
    @Override
    public Map<String, Object> columns(TrainingPairs texts, boolean withScores) {
      Map<String, Object> columns = new LinkedHashMap<>();
      columns.put("query", texts.queries().get(query));
      columns.put("positive", texts.corpus().get(positive.ordinal()));
      columns.put("negative", texts.corpus().get(negative.ordinal()));
      if (withScores) {
        columns.put("positive_score", positive.score());
        columns.put("negative_score", negative.score());
      }
      return columns;
    }
  }

  /** A query, one of its positives and all of its negatives. */
  record Tuple(int query, Scored positive, List<Scored> negatives) implements TrainingExample {
    public Tuple {
      negatives = List.copyOf(negatives);
    }

    @Override
    public Map<String, Object> columns(TrainingPairs texts, boolean withScores) {
      Map<String, Object> columns = new LinkedHashMap<>();
      columns.put("query", texts.queries().get(query));
      columns.put("positive", texts.corpus().get(positive.ordinal()));
      for (int i = 0; i < negatives.size(); i++) {
        columns.put("negative_" + (i + 1), texts.corpus().get(negatives.get(i).ordinal()));
      }
      if (withScores) {
        columns.put(
            "score",
            Stream.concat(Stream.of(positive), negatives.stream()).map(Scored::score).toList());
      }
      return columns;
    }
  }

  /**
   * A query and a passage.
   *
   * @param label 1 for a positive, 0 for a negative
   */
  record LabeledPair(int query, Scored passage, int label) implements TrainingExample {
    @Override
    public Map<String, Object> columns(TrainingPairs texts, boolean withScores) {
      Map<String, Object> columns = new LinkedHashMap<>();
      columns.put("query", texts.queries().get(query));
      columns.put("passage", texts.corpus().get(passage.ordinal()));
      columns.put("label", label);
      if (withScores) {
        columns.put("score", passage.score());
      }
      return columns;
    }
  }

  /** A query with a list of one positive, labelled 1, and its negatives, labelled 0. */
  record LabeledList(int query, Scored positive, List<Scored> negatives)
      implements TrainingExample {
    public LabeledList {
      negatives = List.copyOf(negatives);
    }

    @Override
    public Map<String, Object> columns(TrainingPairs texts, boolean withScores) {
      List<Scored> all = new ArrayList<>(List.of(positive));
      all.addAll(negatives);
      List<Integer> labels = new ArrayList<>(List.of(1));
      labels.addAll(Collections.nCopies(negatives.size(), 0));
      Map<String, Object> columns = new LinkedHashMap<>();
      columns.put("query", texts.queries().get(query));
      columns.put(
          "passages", all.stream().map(each -> texts.corpus().get(each.ordinal())).toList());
      columns.put("labels", labels);
      if (withScores) {
        columns.put("scores", all.stream().map(Scored::score).toList());
      }
      return columns;
    }
  }
}
