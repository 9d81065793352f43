/**
 * Embeddings in fewer bytes: as one byte a component ({@link
 * io.semblance.vectors.precision.ScalarQuantizer}) or one bit ({@link
 * io.semblance.vectors.precision.BinaryQuantizer}), code for code as SentenceTransformers 5.7 and
 * later make them. What a byte stands for is decided by {@link
 * io.semblance.vectors.precision.CalibrationRanges}, which are fitted to many vectors beforehand,
 * never to the vector that is quantized.
 */
@NullMarked
package io.semblance.vectors.precision;

import org.jspecify.annotations.NullMarked;
