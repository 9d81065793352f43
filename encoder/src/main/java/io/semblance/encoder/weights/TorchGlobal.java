package io.semblance.encoder.weights;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All names that a pickle of weights may speak. None of them is ever looked up in a class path. */
enum TorchGlobal {
  ORDERED_DICT("collections", "OrderedDict", null),
  REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2", null),
  REBUILD_PARAMETER("torch._utils", "_rebuild_parameter", null),
  DOUBLE_STORAGE("torch", "DoubleStorage", ElementType.F64),
  FLOAT_STORAGE("torch", "FloatStorage", ElementType.F32),
  HALF_STORAGE("torch", "HalfStorage", ElementType.F16),
  BFLOAT16_STORAGE("torch", "BFloat16Storage", ElementType.BF16),
  CHAR_STORAGE("torch", "CharStorage", ElementType.I8),
  BYTE_STORAGE("torch", "ByteStorage", ElementType.U8),
  BOOL_STORAGE("torch", "BoolStorage", ElementType.BOOL),
  SHORT_STORAGE("torch", "ShortStorage", ElementType.I16),
  INT_STORAGE("torch", "IntStorage", ElementType.I32),
  LONG_STORAGE("torch", "LongStorage", ElementType.I64);

  private final String module;
  private final String symbol;

  /** What a storage holds; null for a function. */
  final @Nullable ElementType elements;

  TorchGlobal(String module, String symbol, @Nullable ElementType elements) {
    this.module = module;
    this.symbol = symbol;
    this.elements = elements;
  }

  static Optional<TorchGlobal> find(String module, String symbol) {
    return Arrays.stream(values())
        .filter(global -> global.module.equals(module) && global.symbol.equals(symbol))
        .findFirst();
  }
}
