package io.semblance.encoder.pipeline;

import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModelWeights;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.weights.Tensor;
import io.semblance.encoder.weights.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tensors of one module, each asked for by name and shape. */
final class ModuleWeights {
  private final ModelFolder folder;
  private final Weights weights;

  private ModuleWeights(ModelFolder folder, Weights weights) {
    this.folder = folder;
    this.weights = weights;
  }

  /** Opens the weights of a module, which must hold these tensors and no others. */
  static ModuleWeights open(ModelFolder folder, ModuleEntry module, Set<String> names) {
    Weights weights = ModelWeights.of(folder, module.path());
    if (!weights.names().equals(names)) {
      throw folder.failure(
          "needs in "
              + weights.file()
              + " the tensors "
              + new TreeSet<>(names)
              + " and no others, found "
              + new TreeSet<>(weights.names()));
    }
    return new ModuleWeights(folder, weights);
  }

  /** Opens the weights of a module that may hold more than is needed here. */
  static ModuleWeights openAny(ModelFolder folder, ModuleEntry module) {
    return new ModuleWeights(folder, ModelWeights.of(folder, module.path()));
  }

  boolean has(String name) {
    return weights.names().contains(name);
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

  /** A tensor of any shape. */
  Tensor tensor(String name) {
    return weights.read(name);
  }

  private Tensor tensor(String name, List<Integer> shape) {
    if (!weights.shape(name).equals(shape)) {
      throw folder.failure(
          "needs tensor '"
              + name
              + "' of shape "
              + shape
              + " in "
              + weights.file()
              + ", found "
              + weights.shape(name));
    }
    return weights.read(name);
  }
}
