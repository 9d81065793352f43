package io.semblance.encoder.weights;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor widened to floats, values in C order. The array is shared, not copied.
 *
 * @param shape sizes of the axes, outermost first
 * @param values as many as the product of the shape
 */
public record Tensor(List<Integer> shape, float[] values) {
  public Tensor {
    shape = List.copyOf(shape);
    long expected = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (expected != values.length) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + expected + " values, got: " + values.length);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + shape;
  }
}
