package io.semblance.encoder.folder;

import java.util.List;
import java.util.stream.Stream;

/** The number format of the weights in an ONNX graph. */
public enum GraphPrecision {
  /** As trained: {@code model.onnx}. */
  FLOAT32("float32"),
  /** Eight-bit integers: a quarter of the size, faster where the CPU has the instructions. */
  INT8("int8"),
  /** Half precision: half the size. */
  FP16("fp16");

  private static final List<String> ANY_INT8 =
      List.of("model_quantized.onnx", "model_int8.onnx", "model_uint8.onnx");

  private final String label;

  GraphPrecision(String label) {
    this.label = label;
  }

  /** The name that people type. */
  public String label() {
    return label;
  }

  /** The names that publishers give to such graphs, best for this CPU first. */
  List<String> fileNames(CpuFeatures cpu) {
    return switch (this) {
      case FLOAT32 -> List.of("model.onnx");
      case FP16 -> List.of("model_fp16.onnx", "model_O4.onnx");
      case INT8 -> concat(int8For(cpu), ANY_INT8);
    };
  }

  private static List<String> int8For(CpuFeatures cpu) {
    List<String> byInstructions =
        List.of(
            "model_qint8_avx512_vnni.onnx", "model_qint8_avx512.onnx", "model_quint8_avx2.onnx");
    return switch (cpu.int8()) {
      case AVX512_VNNI -> byInstructions;
      case AVX512 -> byInstructions.subList(1, 3);
      case AVX2 -> byInstructions.subList(2, 3);
      case ARM64 -> List.of("model_qint8_arm64.onnx");
      case NONE -> List.of();
    };
  }

  private static List<String> concat(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
