package io.semblance.index;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncodeOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Stands for a collection's model where no text is to be encoded; refuses to encode any. */
final class ModelNotLoaded implements SentenceEncoder {
  private final ModelInfo model;

  ModelNotLoaded(CollectionModel model) {
    this.model =
        new ModelInfo(
            model.id(),
            model.source(),
            Path.of(""),
            model.fingerprint(),
            model.dimension(),
            ModelInfo.UNLIMITED,
            model.similarity(),
            Map.of(),
            List.of(),
            List.of());
  }

  @Override
  public ModelInfo model() {
    return model;
  }

  @Override
  public Embeddings encode(List<String> texts, EncodeOptions options, Progress progress) {
    throw refused();
  }

  @Override
  public void encode(
      Iterator<String> texts, EncodeOptions options, WindowConsumer consumer, Progress progress) {
    throw refused();
  }

  @Override
  public List<float[][]> encodeTokens(List<String> texts, EncodeOptions options) {
    throw refused();
  }

  @Override
  public int[] countTokens(List<String> texts, InputType type) {
    throw refused();
  }

  @Override
  public int passageTokens(InputType type) {
    return ModelInfo.UNLIMITED;
  }

  private SemblanceException refused() {
    return new SemblanceException(
        ErrorCode.CONFLICT,
        "texts cannot be encoded: the collection was opened without its model '"
            + model.id()
            + "'; open it with the model");
  }

  @Override
  public void close() {}
}
