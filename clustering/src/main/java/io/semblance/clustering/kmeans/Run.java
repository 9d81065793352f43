package io.semblance.clustering.kmeans;

import io.semblance.clustering.Clustering;
import io.semblance.clustering.UniqueRows;
import io.semblance.progress.ParallelLoops;
import io.semblance.vectors.product.PackedRows;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** One run of Lloyd's iterations from given centroids. */
final class Run {
  private final UniqueRows rows;
  private final ParallelLoops loops;
  private final Assignment assignment;
  private final Centroids sums;
  private float[][] centroids;
  private int iterations;
  private boolean converged;

  Run(UniqueRows rows, PackedRows points, float[][] centroids, ParallelLoops loops) {
    this.rows = rows;
    this.loops = loops;
    this.assignment = new Assignment(points);
    this.sums = new Centroids(rows, centroids.length, loops);
    this.centroids = centroids;
  }

  /** Moves centroids until no row changes its cluster, or that often. */
  KMeansResult iterate(int maxIterations, IntConsumer afterEach) {
    assign();
    while (iterations < maxIterations && !converged) {
      int[] before = assignment.labels().clone();
      centroids = sums.of(before, centroids);
      assign();
      converged = Arrays.equals(before, assignment.labels());
      afterEach.accept(++iterations);
    }
    return result();
  }

  private void assign() {
    assignment.assign(Centroids.pack(centroids), loops);
    fillEmptyClusters();
  }

  /** A cluster without rows gets the row farthest from its centroid that another can spare. */
  private void fillEmptyClusters() {
    int[] sizes = new int[centroids.length];
    for (int label : assignment.labels()) {
      sizes[label]++;
    }
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      if (sizes[cluster] == 0) {
        int farthest = farthest(sizes);
        sizes[assignment.labels()[farthest]]--;
        sizes[cluster]++;
        assignment.move(farthest, cluster);
        centroids = centroids.clone();
        centroids[cluster] = new float[rows.dimension()];
        rows.copy(farthest, centroids[cluster]);
      }
    }
  }

  private int farthest(int[] sizes) {
    int farthest = -1;
    for (int row = 0; row < rows.count(); row++) {
      boolean spare = sizes[assignment.labels()[row]] > 1;
      if (spare && (farthest < 0 || assignment.cosines()[row] < assignment.cosines()[farthest])) {
        farthest = row;
      }
    }
    return farthest;
  }

  private KMeansResult result() {
    int[] labels = assignment.labels();
    Clustering clustering = Clustering.numbered(labels, rows.weights());
    float[][] numbered = new float[clustering.clusters()][];
    for (int row = 0; row < labels.length; row++) {
      numbered[clustering.labels()[row]] = centroids[labels[row]];
    }
    double inertia = Inertia.of(rows, clustering.labels(), numbered, loops);
    return new KMeansResult(clustering, numbered, inertia, iterations, converged);
  }
}
