package io.semblance.encoder.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a tensor lies in its file; bounds were checked by whoever made it.
 *
 * @param shape sizes of the axes, outermost first
 * @param strides elements between neighbours along each axis
 * @param position of the first element, in bytes from the start of the file
 */
record StoredTensor(ElementType type, List<Integer> shape, List<Long> strides, long position) {
  static final int MAX_AXES = 64;

  StoredTensor {
    shape = List.copyOf(shape);
    strides = List.copyOf(strides);
  }

  /** A tensor in C order. */
  static StoredTensor contiguous(ElementType type, List<Integer> shape, long position) {
    return new StoredTensor(type, shape, contiguousStrides(shape), position);
  }

  /**
   * The product of the axes.
   *
   * @throws ArithmeticException if it does not fit a long
   */
  static long elements(List<Integer> shape) {
    long count = 1;
    for (int axis : shape) {
      count = Math.multiplyExact(count, (long) axis);
    }
    return count;
  }

  long elements() {
    return elements(shape);
  }

  /** Elements from the first to the last, both included, with all that lies between. */
  long span() {
    return span(shape, strides);
  }

  /**
   * {@link #span()} of a view.
   *
   * @throws ArithmeticException if it does not fit a long
   */
  static long span(List<Integer> shape, List<Long> strides) {
    if (elements(shape) == 0) {
      return 0;
    }
    long last = 0;
    for (int axis = 0; axis < shape.size(); axis++) {
      last = Math.addExact(last, Math.multiplyExact(shape.get(axis) - 1L, strides.get(axis)));
    }
    return last + 1;
  }

  boolean isContiguous() {
    return strides.equals(contiguousStrides(shape)) || elements() == 0;
  }

  /** For each element in C order its place in the span. */
  int[] places() {
    int[] places = new int[(int) elements()];
    int filled = Math.min(1, places.length);
    for (int axis = shape.size() - 1; axis >= 0 && filled > 0; axis--) {
      int size = shape.get(axis);
      int stride = strides.get(axis).intValue();
      int inner = filled;
      for (int i = 1; i < size; i++) {
        for (int j = 0; j < inner; j++) {
          places[filled++] = places[j] + i * stride;
        }
      }
    }
    return places;
  }

  private static List<Long> contiguousStrides(List<Integer> shape) {
    List<Long> strides = new ArrayList<>();
    long stride = 1;
    for (int axis = shape.size() - 1; axis >= 0; axis--) {
      strides.addFirst(stride);
      stride *= Math.max(1, shape.get(axis));
    }
    return strides;
  }
}
