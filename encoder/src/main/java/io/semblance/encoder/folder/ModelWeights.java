package io.semblance.encoder.folder;

import io.semblance.encoder.weights.Safetensors;
import io.semblance.encoder.weights.TorchPickle;
import io.semblance.encoder.weights.Weights;
import io.semblance.error.SemblanceException;

/** The weights that belong to a module, in whichever format its author left them. */
public final class ModelWeights {
  private static final String SAFETENSORS = "model.safetensors";
  private static final String TORCH = "pytorch_model.bin";

  private ModelWeights() {}

  /**
   * Opens {@code model.safetensors} of a module, else its {@code pytorch_model.bin}.
   *
   * @param modulePath the module's folder relative to the model's, empty for the model's own
   * @throws SemblanceException {@code MODEL_FAILURE} naming both files if neither exists, or what
   *     is wrong with the one that does
   */
  public static Weights of(ModelFolder folder, String modulePath) {
    String prefix = modulePath.isEmpty() ? "" : modulePath + "/";
    if (folder.has(prefix + SAFETENSORS)) {
      return Safetensors.open(folder.file(prefix + SAFETENSORS));
    }
    if (folder.has(prefix + TORCH)) {
      return TorchPickle.open(folder.file(prefix + TORCH));
    }
    throw folder.failure(
        "has no weights: neither " + prefix + SAFETENSORS + " nor " + prefix + TORCH);
  }
}
