package io.semblance.encoder.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphFileTest {
  private static final CpuFeatures VNNI = new CpuFeatures(CpuFeatures.Int8.AVX512_VNNI);
  private static final CpuFeatures AVX2 = new CpuFeatures(CpuFeatures.Int8.AVX2);
  private static final CpuFeatures ARM = new CpuFeatures(CpuFeatures.Int8.ARM64);
  private static final GraphChoice INT8 = GraphChoice.of(GraphPrecision.INT8);
  private static final List<String> ALL =
      List.of(
          "onnx/model.onnx",
          "onnx/model_O4.onnx",
          "onnx/model_quantized.onnx",
          "onnx/model_qint8_arm64.onnx",
          "onnx/model_quint8_avx2.onnx",
          "onnx/model_qint8_avx512.onnx",
          "onnx/model_qint8_avx512_vnni.onnx");

  @Test
  void takesTheModulesOwnFolderBeforeItsOnnxFolder() {
    List<String> both = List.of("onnx/model.onnx", "model.onnx", "0_T/onnx/model.onnx");

    assertThat(GraphFile.choose(both, "", GraphChoice.DEFAULT, AVX2)).contains("model.onnx");
    assertThat(GraphFile.choose(ALL, "", GraphChoice.DEFAULT, AVX2)).contains("onnx/model.onnx");
    assertThat(GraphFile.choose(both, "0_T", GraphChoice.DEFAULT, AVX2))
        .contains("0_T/onnx/model.onnx");
  }

  @Test
  void picksTheInt8GraphByTheCpusInstructions() {
    CpuFeatures avx512 = new CpuFeatures(CpuFeatures.Int8.AVX512);
    CpuFeatures none = new CpuFeatures(CpuFeatures.Int8.NONE);

    assertThat(GraphFile.choose(ALL, "", INT8, VNNI)).contains("onnx/model_qint8_avx512_vnni.onnx");
    assertThat(GraphFile.choose(ALL, "", INT8, avx512)).contains("onnx/model_qint8_avx512.onnx");
    assertThat(GraphFile.choose(ALL, "", INT8, AVX2)).contains("onnx/model_quint8_avx2.onnx");
    assertThat(GraphFile.choose(ALL, "", INT8, ARM)).contains("onnx/model_qint8_arm64.onnx");
    assertThat(GraphFile.choose(ALL, "", INT8, none)).contains("onnx/model_quantized.onnx");
    assertThat(GraphFile.choose(List.of("onnx/model_uint8.onnx"), "", INT8, VNNI))
        .contains("onnx/model_uint8.onnx");
    assertThat(GraphFile.choose(List.of("onnx/model.onnx"), "", INT8, VNNI)).isEmpty();
  }

  @Test
  void picksHalfPrecisionByName() {
    GraphChoice fp16 = GraphChoice.of(GraphPrecision.FP16);

    assertThat(GraphFile.choose(ALL, "", fp16, AVX2)).contains("onnx/model_O4.onnx");
    assertThat(
            GraphFile.choose(List.of("onnx/model_O4.onnx", "onnx/model_fp16.onnx"), "", fp16, AVX2))
        .contains("onnx/model_fp16.onnx");
  }

  @Test
  void takesANamedFileAndNothingElse() {
    assertThat(GraphFile.choose(ALL, "", GraphChoice.ofFile("onnx/model_O4.onnx"), AVX2))
        .contains("onnx/model_O4.onnx");
    assertThat(GraphFile.choose(ALL, "", GraphChoice.ofFile("onnx/model_O3.onnx"), AVX2)).isEmpty();
  }

  @Test
  void findsTheWeightsThatStandBesideAGraph() {
    List<String> files =
        List.of(
            "onnx/model.onnx",
            "onnx/model.onnx_data_1",
            "onnx/model.onnx_data",
            "onnx/model.onnx.data",
            "onnx/model_fp16.onnx_data",
            "onnx/model.onnx.onnx");

    assertThat(GraphFile.externalData(files, "onnx/model.onnx"))
        .containsExactly("onnx/model.onnx.data", "onnx/model.onnx_data", "onnx/model.onnx_data_1");
  }
}
