package io.semblance.encoder.reduce;

import io.semblance.error.SemblanceException;
import io.semblance.vectors.EmbeddingMatrix;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The directions in which a set of vectors varies most: eigenvectors of its covariance matrix,
 * largest eigenvalue first (K. Pearson, 1901).
 *
 * @param components {@code [count][dimension]}, orthonormal rows; each row's largest component is
 *     positive, so that equal input gives equal output
 * @param energyKept share of the total variance that lies in these directions, in [0, 1]
 */
public record PrincipalComponents(float[][] components, double energyKept) {
  /**
   * Fits components to the rows of a matrix, in double precision.
   *
   * @param count how many, at least 1 and at most the matrix's dimension and rows
   */
  public static PrincipalComponents fit(EmbeddingMatrix rows, int count) {
    int dimension = rows.dimension();
    if (count < 1 || count > dimension) {
      throw SemblanceException.invalid(
          "dimensions must be between 1 and " + dimension + ", got: " + count);
    }
    if (rows.rows() < count) {
      throw SemblanceException.invalid(
          "a reduction to "
              + count
              + " dimensions needs at least as many texts, got: "
              + rows.rows());
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(dimension, true, true);
    if (!eigen.decompose(covariance(rows))) {
      throw SemblanceException.invalid("the texts' embeddings have no eigenvalue decomposition");
    }
    int[] order = byEigenvalue(eigen, dimension);
    float[][] components = new float[count][];
    for (int i = 0; i < count; i++) {
      components[i] = positiveLargest(eigen.getEigenVector(order[i]).getData());
    }
    return new PrincipalComponents(
        components, energy(eigen, order, count) / energy(eigen, order, dimension));
  }

  private static DMatrixRMaj covariance(EmbeddingMatrix rows) {
    int dimension = rows.dimension();
    double[] mean = mean(rows);
    double[] covariance = new double[dimension * dimension];
    double[] centred = new double[dimension];
    for (int row = 0; row < rows.rows(); row++) {
      float[] vector = rows.copyRow(row);
      for (int i = 0; i < dimension; i++) {
        centred[i] = vector[i] - mean[i];
      }
      for (int i = 0; i < dimension; i++) {
        addScaled(covariance, i * dimension, centred, centred[i] / rows.rows());
      }
    }
    return new DMatrixRMaj(dimension, dimension, true, covariance);
  }

  private static void addScaled(double[] target, int offset, double[] source, double factor) {
    for (int j = 0; j < source.length; j++) {
      target[offset + j] += factor * source[j];
    }
  }

  private static double[] mean(EmbeddingMatrix rows) {
    double[] mean = new double[rows.dimension()];
    for (int row = 0; row < rows.rows(); row++) {
      float[] vector = rows.copyRow(row);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (double) vector[i] / rows.rows();
      }
    }
    return mean;
  }

  private static int[] byEigenvalue(EigenDecomposition_F64<DMatrixRMaj> eigen, int dimension) {
    return IntStream.range(0, dimension)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -eigen.getEigenvalue(i).getReal()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double energy(EigenDecomposition_F64<DMatrixRMaj> eigen, int[] order, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> eigen.getEigenvalue(order[i]).getReal())
        .sum();
  }

  private static float[] positiveLargest(double[] vector) {
    int largest = 0;
    for (int i = 1; i < vector.length; i++) {
      largest = Math.abs(vector[i]) > Math.abs(vector[largest]) ? i : largest;
    }
    double sign = Math.signum(vector[largest]);
    float[] component = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      component[i] = (float) (sign * vector[i]);
    }
    return component;
  }
}
