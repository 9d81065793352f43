package io.semblance.encoder.quantize;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Rounds weights so that the errors cancel on ordinary texts: after a row of {@code W} is rounded,
 * the rows after it take up what the product {@code x W} lost, as far as their channels move
 * together with that row's.
 *
 * <p>With {@code H = Σ x xᵀ + λI} and {@code H⁻¹ = UᵀU}, {@code U} upper triangular: {@code e_k =
 * (w_k - q_k) / U_kk}, then {@code w_i -= U_ki e_k} for all {@code i > k}. From GPTQ: Accurate
 * Post-Training Quantization for Generative Pre-trained Transformers, 2022, <a
 * href="https://arxiv.org/abs/2210.17323">arXiv:2210.17323</a>; rows are taken in their order.
 */
final class ErrorFeedback {
  /**
   * Part of the mean diagonal that is added to it: enough to invert, and not to trust few texts.
   */
  private static final double DAMPING = 0.03;

  private final float[][] factor;

  /**
   * Prepares for an activation.
   *
   * @param factors what the activation is divided by before the product
   */
  ErrorFeedback(Activations activation, float[] factors) {
    int width = activation.width();
    DMatrixRMaj products = products(activation, factors);
    double damping = DAMPING * CommonOps_DDRM.trace(products) / width;
    for (int i = 0; i < width; i++) {
      products.add(i, i, Math.max(damping, Double.MIN_NORMAL));
    }
    factor = upperFactor(inverse(products));
  }

  private static DMatrixRMaj products(Activations activation, float[] factors) {
    int width = activation.width();
    DMatrixRMaj products = new DMatrixRMaj(width, width);
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        double product = activation.product(i, j) / (factors[i] * (double) factors[j]);
        products.set(i, j, product);
        products.set(j, i, product);
      }
    }
    return products;
  }

  private static DMatrixRMaj inverse(DMatrixRMaj matrix) {
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(matrix.numRows);
    DMatrixRMaj inverse = new DMatrixRMaj(matrix.numRows, matrix.numRows);
    require(solver.setA(matrix));
    solver.invert(inverse);
    return inverse;
  }

  private static float[][] upperFactor(DMatrixRMaj inverse) {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky =
        DecompositionFactory_DDRM.chol(inverse.numRows, false);
    require(cholesky.decompose(inverse));
    DMatrixRMaj upper = cholesky.getT(null);
    float[][] rows = new float[upper.numRows][upper.numCols];
    for (int i = 0; i < rows.length; i++) {
      for (int j = i; j < rows.length; j++) {
        rows[i][j] = (float) upper.get(i, j);
      }
    }
    return rows;
  }

  private static void require(boolean decomposed) {
    if (!decomposed) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE,
          "cannot quantize: the activations on the calibration texts are not finite numbers");
    }
  }

  /**
   * Rounds a matrix {@code [width][outputs]} with a scale for each output.
   *
   * @param limit largest integer used, at most 127
   */
  QuantizedMatrix quantize(float[] matrix, int limit) {
    int outputs = matrix.length / factor.length;
    float[] scales = QuantizedMatrix.columnScales(matrix, outputs, limit);
    float[] rest = matrix.clone();
    float[] error = new float[outputs];
    byte[] values = new byte[matrix.length];
    for (int row = 0; row < factor.length; row++) {
      int start = row * outputs;
      for (int column = 0; column < outputs; column++) {
        float value = rest[start + column];
        byte rounded = QuantizedMatrix.quantize(value, scales[column], limit);
        values[start + column] = rounded;
        error[column] = (value - rounded * scales[column]) / factor[row][row];
      }
      for (int later = row + 1; later < factor.length; later++) {
        subtract(rest, later * outputs, factor[row][later], error);
      }
    }
    return new QuantizedMatrix(values, scales);
  }

  private static void subtract(float[] target, int start, float factor, float[] error) {
    for (int i = 0; i < error.length; i++) {
      target[start + i] -= factor * error[i];
    }
  }
}
