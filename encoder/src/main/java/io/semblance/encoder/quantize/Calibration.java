package io.semblance.encoder.quantize;

import io.semblance.encoder.graph.OnnxModel;
import io.semblance.encoder.onnx.TensorProbe;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Looks at the activations of an encoder on ordinary texts, a layer at a time so that memory does
 * not grow with the layers. Each text runs alone: padding would be measured too.
 */
final class Calibration implements AutoCloseable {
  private final TensorProbe probe;
  private final List<TokenizedText> texts;

  private Calibration(TensorProbe probe, List<TokenizedText> texts) {
    this.probe = probe;
    this.texts = texts;
  }

  /**
   * Opens a calibration.
   *
   * @param optimized the tidied graph's file
   * @param scratch where a copy of it with more outputs is written
   */
  static Calibration open(Path optimized, List<TokenizedText> texts, Path scratch)
      throws IOException {
    OnnxModel model = OnnxModel.read(optimized);
    for (BertLayer layer : BertGraph.of(model.graph()).layers()) {
      layer.activations().keySet().stream()
          .filter(value -> !model.graph().outputs().contains(value))
          .forEach(model.graph()::addOutput);
    }
    model.write(scratch);
    return new Calibration(TensorProbe.open(scratch), texts);
  }

  /** What the products of a layer are fed with, by name of the activation. */
  Map<String, Activations> observe(BertLayer layer, Progress progress) {
    Map<String, Activations> observed = new HashMap<>();
    layer.activations().forEach((value, width) -> observed.put(value, new Activations(width)));
    for (TokenizedText text : texts) {
      progress.throwIfCancelled("calibrating");
      probe.run(
          text,
          observed.keySet(),
          (value, tokens) -> Objects.requireNonNull(observed.get(value)).add(tokens));
    }
    return observed;
  }

  @Override
  public void close() {
    probe.close();
  }
}
