package io.semblance.encoder.pipeline;

import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.weights.Safetensors;
import io.semblance.encoder.weights.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The tensors of one module, each asked for by name and shape. */
final class ModuleWeights {
  private final ModelFolder folder;
  private final ModuleEntry module;
  private final Map<String, Tensor> tensors;

  private ModuleWeights(ModelFolder folder, ModuleEntry module, Map<String, Tensor> tensors) {
    this.folder = folder;
    this.module = module;
    this.tensors = tensors;
  }

  /** Opens the weights of a module, which must hold these tensors and no others. */
  static ModuleWeights open(ModelFolder folder, ModuleEntry module, Set<String> names) {
    Map<String, Tensor> tensors =
        Safetensors.read(folder.firstOf(List.of(module.file("model.safetensors"))));
    if (!tensors.keySet().equals(names)) {
      throw folder.failure(
          "needs in '"
              + module.path()
              + "' the tensors "
              + new TreeSet<>(names)
              + " and no others, found "
              + new TreeSet<>(tensors.keySet()));
    }
    return new ModuleWeights(folder, module, tensors);
  }

  float[] vector(String name, int length) {
    return tensor(name, List.of(length)).values();
  }

  float[][] matrix(String name, int rows, int columns) {
    float[] values = tensor(name, List.of(rows, columns)).values();
    float[][] matrix = new float[rows][];
    for (int row = 0; row < rows; row++) {
      matrix[row] = Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }
    return matrix;
  }

  /** A tensor whose name was given to {@link #open}. */
  Tensor tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private Tensor tensor(String name, List<Integer> shape) {
    Tensor tensor = tensor(name);
    if (!tensor.shape().equals(shape)) {
      throw folder.failure(
          "needs tensor '"
              + name
              + "' of shape "
              + shape
              + " in '"
              + module.path()
              + "', found "
              + tensor);
    }
    return tensor;
  }
}
