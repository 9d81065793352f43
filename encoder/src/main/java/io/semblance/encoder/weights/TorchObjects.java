package io.semblance.encoder.weights;

import io.semblance.encoder.weights.PickleMachine.Nothing;
import io.semblance.encoder.weights.PickleMachine.Tuple;
import io.semblance.encoder.weights.TorchTensor.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a pickle of weights may make: ordered dictionaries, and views of named storages. */
final class TorchObjects {
  private static final int REBUILD_ARGUMENTS = 6;
  private static final long MAX_STORAGE_ELEMENTS = Long.MAX_VALUE / Long.BYTES;

  private final Map<String, Storage> storages = new LinkedHashMap<>();

  /** All storages that were named, in the order of their first naming. */
  Map<String, Storage> storages() {
    return storages;
  }

  TorchGlobal global(PickleInput in, String module, String symbol) {
    return TorchGlobal.find(module, symbol)
        .orElseThrow(
            () ->
                in.failure(
                    "asks for "
                        + module
                        + "."
                        + symbol
                        + ", which is not a part of weights and is not run"));
  }

  Object call(PickleInput in, TorchGlobal function, Tuple arguments) {
    return switch (function) {
      case ORDERED_DICT -> orderedDict(in, arguments);
      case REBUILD_TENSOR -> tensor(in, arguments);
      case REBUILD_PARAMETER -> argument(in, arguments, 0, TorchTensor.class);
      default -> throw in.failure("calls " + function + ", which is no function");
    };
  }

  private static Object orderedDict(PickleInput in, Tuple arguments) {
    if (!arguments.items().isEmpty()) {
      throw in.failure("makes an OrderedDict from arguments, must start empty");
    }
    return new LinkedHashMap<String, Object>();
  }

  /** A persistent id: {@code ('storage', type, key, location, elements)}, and None in old files. */
  Storage storage(PickleInput in, Tuple id) {
    if (!"storage".equals(id.at(0))) {
      throw in.failure("has a persistent id that is no storage");
    }
    ElementType type = argument(in, id, 1, TorchGlobal.class).elements;
    if (type == null) {
      throw in.failure("has a storage of no type");
    }
    if (id.at(5) != null && id.at(5) != Nothing.NONE) {
      throw in.failure("has a storage that is a view of another, which is not supported");
    }
    long elements = argument(in, id, 4, Long.class);
    if (elements < 0 || elements > MAX_STORAGE_ELEMENTS) {
      throw in.failure("has a storage of " + elements + " elements");
    }
    Storage storage = new Storage(argument(in, id, 2, String.class), type, elements);
    Storage earlier = storages.putIfAbsent(storage.key(), storage);
    if (earlier != null && !earlier.equals(storage)) {
      throw in.failure("names storage '" + storage.key() + "' twice, differently");
    }
    return storage;
  }

  /** Arguments: storage, offset, shape, strides, then what training needs. */
  private static TorchTensor tensor(PickleInput in, Tuple arguments) {
    if (arguments.items().size() < REBUILD_ARGUMENTS) {
      throw in.failure("makes a tensor from too few arguments");
    }
    Storage storage = argument(in, arguments, 0, Storage.class);
    long offset = argument(in, arguments, 1, Long.class);
    List<Long> axes = integers(in, argument(in, arguments, 2, Tuple.class));
    List<Long> strides = integers(in, argument(in, arguments, 3, Tuple.class));
    List<Integer> shape = axes.stream().map(Long::intValue).toList();
    if (shape.size() != strides.size() || offset < 0 || !fits(shape, strides, offset, storage)) {
      throw in.failure(
          "has a tensor of shape %s, strides %s, offset %s beyond its storage of %s elements"
              .formatted(axes, strides, offset, storage.elements()));
    }
    return new TorchTensor(storage, offset, shape, strides);
  }

  /** Also refuses views that repeat elements, with which a small file could ask for any memory. */
  private static boolean fits(
      List<Integer> shape, List<Long> strides, long offset, Storage storage) {
    try {
      long behind = Math.addExact(offset, StoredTensor.span(shape, strides));
      return behind <= storage.elements() && StoredTensor.elements(shape) <= storage.elements();
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private static List<Long> integers(PickleInput in, Tuple tuple) {
    if (tuple.items().size() > StoredTensor.MAX_AXES) {
      throw in.failure("has a tensor of " + tuple.items().size() + " axes");
    }
    List<Long> values = new ArrayList<>();
    for (int i = 0; i < tuple.items().size(); i++) {
      long value = argument(in, tuple, i, Long.class);
      if (value < 0 || value > Integer.MAX_VALUE) {
        throw in.failure("has a tensor with an axis or stride of " + value);
      }
      values.add(value);
    }
    return values;
  }

  private static <T> T argument(PickleInput in, Tuple arguments, int position, Class<T> type) {
    @Nullable Object value = arguments.at(position);
    if (!type.isInstance(value)) {
      throw in.failure(
          "has "
              + PickleMachine.kind(value)
              + " as argument "
              + position
              + ", must be "
              + type.getSimpleName());
    }
    return type.cast(value);
  }
}
