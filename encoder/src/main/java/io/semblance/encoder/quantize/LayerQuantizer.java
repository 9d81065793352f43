package io.semblance.encoder.quantize;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Quantizes the weights of one layer. What calibration found is prepared once and serves any range
 * of integers.
 */
final class LayerQuantizer {
  private final BertLayer layer;
  private final float[] inputFactors;
  private final float[] upFactors;
  private final ErrorFeedback input;
  private final ErrorFeedback attended;
  private final ErrorFeedback up;
  private final ErrorFeedback down;

  /** Prepares for a layer whose {@link BertLayer#activations()} were observed. */
  LayerQuantizer(BertLayer layer, Map<String, Activations> observed) {
    this.layer = layer;
    Activations inputs = activations(observed, layer.input());
    Activations attention = activations(observed, layer.output().input());
    Activations ups = activations(observed, layer.up().input());
    Activations downs = activations(observed, layer.down().input());
    inputFactors =
        Smoothing.factors(
            inputs.sizes(),
            List.of(
                layer.query().weight().floats(),
                layer.key().weight().floats(),
                layer.value().weight().floats()));
    upFactors = Smoothing.factors(ups.sizes(), List.of(layer.up().weight().floats()));
    input = new ErrorFeedback(inputs, inputFactors);
    attended = new ErrorFeedback(attention, ones(attention.width()));
    up = new ErrorFeedback(ups, upFactors);
    down = new ErrorFeedback(downs, ones(downs.width()));
  }

  private static Activations activations(Map<String, Activations> observed, String value) {
    return Objects.requireNonNull(observed.get(value), value);
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /**
   * Rounds the weights.
   *
   * @param limit largest integer used, at most 127
   */
  LayerWeights weights(int limit) {
    return new LayerWeights(
        inputFactors,
        smoothed(layer.query(), limit),
        smoothed(layer.key(), limit),
        smoothed(layer.value(), limit),
        attended.quantize(layer.output().weight().floats(), limit),
        upFactors,
        up.quantize(Smoothing.scaleRows(layer.up().weight().floats(), upFactors), limit),
        down.quantize(layer.down().weight().floats(), limit));
  }

  private QuantizedMatrix smoothed(Linear projection, int limit) {
    return input.quantize(Smoothing.scaleRows(projection.weight().floats(), inputFactors), limit);
  }
}
