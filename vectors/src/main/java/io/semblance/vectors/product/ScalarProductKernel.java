package io.semblance.vectors.product;

/** Plain loops, for a JVM that was started without the Vector API module. */
final class ScalarProductKernel implements ProductKernel {
  private static final int WIDTH = 16;
  private static final int HEIGHT = 4;

  @Override
  public int height() {
    return HEIGHT;
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public boolean multiply(
      float[] rows,
      int rowsAt,
      float[] columns,
      int columnsAt,
      int dimension,
      float bound,
      float[] products) {
    boolean reached = false;
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        float sum = 0;
        for (int k = 0; k < dimension; k++) {
          sum =
              Math.fma(
                  rows[rowsAt + k * WIDTH + row], columns[columnsAt + k * WIDTH + column], sum);
        }
        products[row * WIDTH + column] = sum;
        reached |= sum >= bound;
      }
    }
    return reached;
  }
}
