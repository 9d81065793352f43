package io.semblance.encoder;

import io.semblance.encoder.batch.Workers;
import io.semblance.encoder.folder.Fingerprint;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModelKind;
import io.semblance.encoder.folder.ModelSettings;
import io.semblance.encoder.folder.ModuleList;
import io.semblance.encoder.folder.Prompts;
import io.semblance.encoder.folder.Vocabulary;
import io.semblance.encoder.pipeline.Pipelines;
import io.semblance.encoder.sparse.PipelineSparseEncoder;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.Similarity;

/**
 * Opens sparse encoders.
 *
 * <pre>{@code
 * try (SparseEncoder encoder = SparseEncoders.load("models/splade-v3")) {
 *   SparseVector query = encoder.encode("how do plants eat?", InputType.QUERY);
 *   encoder.topTerms(query, 10); // plants, eat, food, photosynthesis, …
 * }
 * }</pre>
 */
public final class SparseEncoders {
  private SparseEncoders() {}

  /** Opens a model with {@link EncoderOptions#defaults()}. */
  public static SparseEncoder load(String model) {
    return load(model, EncoderOptions.defaults());
  }

  /**
   * Opens a model.
   *
   * @param model the path of a SparseEncoder's folder with an ONNX graph
   * @return owned by the caller, who closes it
   * @throws SemblanceException {@code NOT_FOUND} when there is no such model, {@code MODEL_FAILURE}
   *     when it is no sparse encoder, or its files are damaged or not supported
   */
  public static SparseEncoder load(String model, EncoderOptions options) {
    ModelLocation location = ModelLocation.of(model, options);
    ModelFolder folder = location.folder();
    ModelKind.SPARSE.require(folder);
    ModuleList modules = ModuleList.ofSparse(folder);
    Pipelines pipelines = Pipelines.load(folder, modules, options);
    try {
      Prompts prompts = Prompts.read(folder);
      return new PipelineSparseEncoder(
          info(location, pipelines, prompts),
          prompts,
          pipelines,
          modules.vocabularyFile().map(Vocabulary::read),
          options.batchInvariant(),
          new Workers(location.id(), options.threads()));
    } catch (RuntimeException e) {
      pipelines.close();
      throw e;
    }
  }

  private static ModelInfo info(ModelLocation location, Pipelines pipelines, Prompts prompts) {
    ModelFolder folder = location.folder();
    return new ModelInfo(
        location.id(),
        location.source(),
        folder.root().toAbsolutePath().normalize(),
        Fingerprint.of(folder, pipelines.graphs()),
        pipelines.dimension(),
        pipelines.maxTokens(),
        ModelSettings.read(folder, Similarity.DOT_PRODUCT).similarity(),
        prompts.byName(),
        pipelines.describe(),
        prompts.notes());
  }
}
