package io.semblance.index;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A search for what is like some examples and unlike others.
 *
 * @param positive what results should be like; at least one for {@link Strategy#AVERAGE}
 * @param negative what results should not be like
 * @param strategy how the examples decide; at most {@value #MAX_EXAMPLES} together
 */
public record Examples(List<Example> positive, List<Example> negative, Strategy strategy) {
  /** Most examples of one search. */
  public static final int MAX_EXAMPLES = 256;

  /** How examples decide. */
  public enum Strategy {
    /**
     * One query vector: the mean of the positive unit vectors minus the mean of the negative ones.
     */
    AVERAGE,
    /**
     * The closest example decides: with p and n the greatest similarities to a positive and to a
     * negative example, a candidate's score is g(p) when p > n and -g(n) otherwise, where g(x) = (1
     * + x / (1 + |x|)) / 2 lies between 0 and 1 and rises with x.
     */
    BEST_SCORE,
    /** Sum of similarities to the positive examples minus the sum of those to the negative ones. */
    SUM;

    /** Parses the name in JSON: {@code average}, {@code best_score}, {@code sum}. */
    public static Strategy fromLabel(String label) {
      return Arrays.stream(values())
          .filter(strategy -> strategy.label().equals(label))
          .findFirst()
          .orElseThrow(
              () ->
                  SemblanceException.invalid(
                      "examples strategy must be one of average, best_score, sum, got: " + label));
    }

    /** The name in JSON. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One example. */
  public sealed interface Example {}

  /** A document of the collection, which is not found again. */
  public record DocumentExample(String id) implements Example {
    public DocumentExample {
      requireNonEmpty("document id", id);
    }
  }

  /** A text, encoded as documents are. */
  public record TextExample(String text) implements Example {
    public TextExample {
      requireNonEmpty("text", text);
    }
  }

  /**
   * A vector of the collection's dimension, finite and not zero. Copied when made and when read;
   * equal when the components are.
   */
  public record VectorExample(float[] vector) implements Example {
    public VectorExample {
      vector = vector.clone();
      if (!Vectors.isFinite(vector) || Vectors.norm(vector) == 0) {
        throw SemblanceException.invalid(
            "an example vector must be finite and not zero, got one of dimension " + vector.length);
      }
    }

    @Override
    public float[] vector() {
      return vector.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof VectorExample that && Arrays.equals(vector, that.vector);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(vector);
    }

    @Override
    public String toString() {
      return "VectorExample[dimension=" + vector.length + "]";
    }
  }

  public Examples {
    positive = List.copyOf(positive);
    negative = List.copyOf(negative);
    int count = positive.size() + negative.size();
    if (count < 1 || count > MAX_EXAMPLES) {
      throw SemblanceException.invalid(
          "a search must have 1 to " + MAX_EXAMPLES + " examples, got: " + count);
    }
    if (strategy == Strategy.AVERAGE && positive.isEmpty()) {
      throw SemblanceException.invalid(
          "strategy average needs a positive example; best_score and sum do not");
    }
  }

  private static void requireNonEmpty(String what, String value) {
    if (value.isEmpty()) {
      throw SemblanceException.invalid("an example's " + what + " must not be empty");
    }
  }
}
