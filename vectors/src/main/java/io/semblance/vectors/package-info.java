/**
 * Vectors in memory: how close two are ({@link io.semblance.vectors.Similarity}), many of them in
 * one off-heap block ({@link io.semblance.vectors.EmbeddingMatrix}), and the best of many scores
 * ({@link io.semblance.vectors.TopK}). The inner loops use the JDK's Vector API when the JVM was
 * started with {@code --add-modules jdk.incubator.vector} and plain loops otherwise; {@link
 * io.semblance.vectors.Vectors#isAccelerated()} tells which.
 */
@NullMarked
package io.semblance.vectors;

import org.jspecify.annotations.NullMarked;
