package io.semblance.index.field;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.CollectionSchema;
import io.semblance.index.filter.Literal;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * A clustering as a field: the number of a document's cluster. Fields of Lucene are used again by
 * later clusterings, so a value also tells the run that it is of; one of another run counts as no
 * value.
 *
 * @param id of the clustering
 * @param luceneName the field that has the values
 * @param run a number that no other run of the collection has
 * @param stableIds the stable id of each cluster
 * @param labels what each cluster is about
 */
public record ClusterField(
    String id, String luceneName, long run, List<Integer> stableIds, List<String> labels) {
  /** The label of a document that is in no cluster. */
  public static final int OUTLIER = -1;

  /** Most clusters of a clustering. */
  public static final int MAX_CLUSTERS = (1 << 24) - 2;

  private static final int LABEL_BITS = 24;
  private static final long LABEL_MASK = (1L << LABEL_BITS) - 1;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern STABLE = Pattern.compile("s([0-9]{1,9})");

  public ClusterField {
    stableIds = List.copyOf(stableIds);
    labels = List.copyOf(labels);
  }

  /** How filters and facets name it. */
  public String name() {
    return CollectionSchema.CLUSTERINGS + id;
  }

  int clusters() {
    return stableIds.size();
  }

  /** The value of a document in a cluster, or of an outlier. */
  public long value(int label) {
    return run << LABEL_BITS | (label + 1L);
  }

  /** Whether a value is of this run; otherwise the document has none. */
  public boolean isOwn(long value) {
    return value >>> LABEL_BITS == run;
  }

  /** The cluster that a value of this run means. */
  public int label(long value) {
    int label = (int) (value & LABEL_MASK) - 1;
    if (label >= clusters()) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE,
          name() + " has " + clusters() + " clusters, and a document is in cluster " + label);
    }
    return label;
  }

  /** Documents that have a cluster or are outliers. */
  public Query exists() {
    return NumericDocValuesField.newSlowRangeQuery(
        luceneName, value(OUTLIER), value(OUTLIER) | LABEL_MASK);
  }

  /** Documents in any of some clusters. */
  Query in(List<Literal> clusters) {
    if (clusters.isEmpty()) {
      return new MatchNoDocsQuery("an empty in");
    }
    long[] values = clusters.stream().mapToLong(cluster -> value(number(cluster))).toArray();
    return NumericDocValuesField.newSlowSetQuery(luceneName, values);
  }

  private int number(Literal cluster) {
    return switch (cluster) {
      case Literal.Numeral number -> number(number.value());
      case Literal.Text text -> stable(text.value());
      case Literal.Untyped text ->
          NUMBER.matcher(text.value()).matches()
              ? number(new BigDecimal(text.value()))
              : stable(text.value());
      case Literal.Flag flag -> throw refused("a cluster is a number or a stable id, got: " + flag);
    };
  }

  private int number(BigDecimal number) {
    boolean isKnown =
        number.compareTo(BigDecimal.valueOf(OUTLIER)) >= 0
            && number.compareTo(BigDecimal.valueOf(clusters())) < 0
            && number.stripTrailingZeros().scale() <= 0;
    if (!isKnown) {
      throw refused(
          "outliers are -1, clusters are numbered from 0, and there are "
              + clusters()
              + ", got: "
              + number);
    }
    return number.intValue();
  }

  private int stable(String text) {
    Matcher matcher = STABLE.matcher(text);
    int label = matcher.matches() ? stableIds.indexOf(Integer.valueOf(matcher.group(1))) : -1;
    if (label < 0) {
      throw refused("no cluster has the stable id '" + text + "'; they look like 's7'");
    }
    return label;
  }

  /** What a cluster is about; null for outliers. */
  @Nullable String labelOf(int label) {
    return label == OUTLIER ? null : labels.get(label);
  }

  /** A refusal that names the field. */
  SemblanceException refused(String problem) {
    return SemblanceException.invalid("field '" + name() + "' (a clustering): " + problem);
  }
}
