package io.semblance.clustering.topics;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.error.SemblanceException;
import io.semblance.progress.ParallelLoops;
import io.semblance.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Describes clusterings: from labels to what people read. */
public final class Topics {
  private final UniqueRows rows;
  private final Clustering clustering;
  private final IntFunction<String> texts;
  private final TopicOptions options;
  private final Progress progress;
  private final ParallelLoops loops;

  private Topics(
      UniqueRows rows,
      Clustering clustering,
      IntFunction<String> texts,
      TopicOptions options,
      Progress progress,
      ParallelLoops loops) {
    this.rows = rows;
    this.clustering = clustering;
    this.texts = texts;
    this.options = options;
    this.progress = progress;
    this.loops = loops;
  }

  /**
   * Describes a clustering.
   *
   * @param clustering of the unique rows; {@link Clustering#expand} gives that of all rows with the
   *     same numbers
   * @param texts the text of each row of the matrix; may be empty. Of rows with one vector each
   *     different text counts once. Safe for many threads
   * @param terms cuts texts into what may become keywords
   * @param progress counts the unique rows whose terms are counted
   * @throws SemblanceException with code {@code INVALID_REQUEST} when the clustering has another
   *     number of items, {@code CANCELLED} when the progress says so
   */
  public static TopicReport describe(
      UniqueRows rows,
      Clustering clustering,
      IntFunction<String> texts,
      Terms terms,
      TopicOptions options,
      Progress progress) {
    try (ParallelLoops loops = new ParallelLoops(options.threads(), "topics")) {
      return new Topics(rows, clustering, texts, options, progress, loops).report(terms);
    }
  }

  private TopicReport report(Terms terms) {
    Centroids centroids = Centroids.of(rows, clustering, loops);
    progress.throwIfCancelled("describing topics");
    ClassTerms words =
        new TextWalk(rows, clustering, texts).count(terms, options.keywords(), loops, progress);
    List<Topic> topics = topics(centroids, words);
    progress.throwIfCancelled("describing topics");
    Clustering ofAll = clustering.expand(rows);
    float[] scores = OutlierScores.of(rows, clustering, centroids, loops);
    return new TopicReport(
        topics, rows.rows(), ofAll.outliers(), expand(scores), tree(centroids, words));
  }

  private List<Topic> topics(Centroids centroids, ClassTerms words) {
    Topic[] topics = new Topic[centroids.count()];
    Separation separation = Separation.of(centroids, loops);
    loops.run(
        topics.length,
        1,
        (worker, from, to) -> {
          for (int cluster = from; cluster < to; cluster++) {
            topics[cluster] = topic(cluster, centroids, separation, words);
          }
        });
    return List.of(topics);
  }

  private Topic topic(int cluster, Centroids centroids, Separation separation, ClassTerms words) {
    List<Integer> representatives =
        new Representatives(rows, centroids, options.lambda())
            .of(cluster, options.representatives()).stream().map(rows::first).toList();
    int medoid = representatives.get(0);
    List<Keyword> keywords = words.keywords(cluster, options.keywords());
    return new Topic(
        cluster,
        cluster,
        centroids.members().size(cluster),
        centroids.members().stream(cluster).mapToLong(rows::weight).sum(),
        centroids.cohesion(cluster),
        separation.of(cluster),
        centroids.vector(cluster),
        representatives,
        medoid,
        keywords,
        TopicLabels.of(keywords, options.keywords().ofLabel(), texts.apply(medoid)));
  }

  private float[] expand(float[] ofUnique) {
    float[] ofRows = new float[rows.rows()];
    for (int row = 0; row < ofRows.length; row++) {
      ofRows[row] = ofUnique[rows.uniqueOf(row)];
    }
    return ofRows;
  }

  private @Nullable TopicTree tree(Centroids centroids, ClassTerms words) {
    int n = centroids.count();
    if (n > TopicTree.MAX_TOPICS) {
      return null;
    }
    List<TermVector> counts = new ArrayList<>();
    for (int cluster = 0; cluster < n; cluster++) {
      counts.add(words.counts(cluster));
    }
    List<TopicTree.Join> joins = new ArrayList<>();
    for (AverageLinkage.Step step : AverageLinkage.of(centroids.cosines())) {
      TermVector joined = counts.get(step.left()).plus(counts.get(step.right()));
      counts.add(joined);
      List<Keyword> keywords = words.keywords(joined, options.keywords());
      joins.add(
          new TopicTree.Join(
              step.left(),
              step.right(),
              step.similarity(),
              step.size(),
              keywords,
              TopicLabels.of(keywords, options.keywords().ofLabel(), "")));
    }
    return new TopicTree(n, joins);
  }
}
