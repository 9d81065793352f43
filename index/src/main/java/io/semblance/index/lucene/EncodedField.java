package io.semblance.index.lucene;

import io.semblance.encoder.EncodeOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.SemblanceException;
import java.util.List;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.VectorSimilarityFunction;

/**
 * A Lucene field whose vectors an encoder makes. For cosine vectors are stored at unit length and
 * compared by dot product, which saves the norms.
 */
record EncodedField(
    SentenceEncoder encoder, String name, VectorSimilarityFunction function, boolean unitLength) {
  static EncodedField of(SentenceEncoder encoder, String name) {
    return switch (encoder.model().similarity()) {
      case COSINE -> new EncodedField(encoder, name, VectorSimilarityFunction.DOT_PRODUCT, true);
      case DOT_PRODUCT ->
          new EncodedField(encoder, name, VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT, false);
      case EUCLIDEAN -> new EncodedField(encoder, name, VectorSimilarityFunction.EUCLIDEAN, false);
      case MANHATTAN ->
          throw SemblanceException.invalid(
              "Lucene compares vectors by cosine, dot product or euclidean distance, but model '"
                  + encoder.model().id()
                  + "' wants: manhattan");
    };
  }

  /** {@code float[texts][dimension]}, encoded as one batch. */
  float[][] vectors(List<String> texts, InputType type) {
    EncodeOptions options = EncodeOptions.of(type);
    return encoder.encode(texts, unitLength ? options.normalized() : options);
  }

  KnnFloatVectorField field(float[] vector) {
    return new KnnFloatVectorField(name, vector, function);
  }
}
