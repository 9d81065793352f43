package io.semblance.clustering.negatives;

import io.semblance.vectors.Scored;
import java.util.ArrayList;
import java.util.List;

/** The shapes of training data. */
public enum ExampleFormat {
  /** A row for each positive and each negative of a query. */
  TRIPLET {
    @Override
    List<TrainingExample> examples(MinedQuery mined, int negatives) {
      List<TrainingExample> examples = new ArrayList<>();
      for (Scored positive : mined.positives()) {
        for (Scored negative : mined.negatives()) {
          examples.add(new TrainingExample.Triplet(mined.query(), positive, negative));
        }
      }
      return examples;
    }
  },
  /** A row for each positive, with all negatives; none where there are too few negatives. */
  N_TUPLE {
    @Override
    List<TrainingExample> examples(MinedQuery mined, int negatives) {
      List<TrainingExample> examples = new ArrayList<>();
      if (mined.negatives().size() == negatives) {
        for (Scored positive : mined.positives()) {
          examples.add(new TrainingExample.Tuple(mined.query(), positive, mined.negatives()));
        }
      }
      return examples;
    }
  },
  /** A row for each positive, labelled 1, and one for each negative, labelled 0. */
  LABELED_PAIR {
    @Override
    List<TrainingExample> examples(MinedQuery mined, int negatives) {
      List<TrainingExample> examples = new ArrayList<>();
      for (Scored positive : mined.positives()) {
        examples.add(new TrainingExample.LabeledPair(mined.query(), positive, 1));
      }
      for (Scored negative : mined.negatives()) {
        examples.add(new TrainingExample.LabeledPair(mined.query(), negative, 0));
      }
      return examples;
    }
  },
  /** A row for each positive, with it and the negatives in a list; none without negatives. */
  LABELED_LIST {
    @Override
    List<TrainingExample> examples(MinedQuery mined, int negatives) {
      List<TrainingExample> examples = new ArrayList<>();
      if (!mined.negatives().isEmpty()) {
        for (Scored positive : mined.positives()) {
          examples.add(new TrainingExample.LabeledList(mined.query(), positive, mined.negatives()));
        }
      }
      return examples;
    }
  };

  /**
   * The rows of a query.
   *
   * @param negatives how many were asked for
   */
  abstract List<TrainingExample> examples(MinedQuery mined, int negatives);
}
