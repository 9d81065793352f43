package io.semblance.encoder;

import io.semblance.encoder.batch.Workers;
import io.semblance.encoder.folder.Fingerprint;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModelKind;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.folder.ModuleList;
import io.semblance.encoder.image.ClipEncoder;
import io.semblance.encoder.image.VisionTower;
import io.semblance.encoder.pipeline.Pipelines;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens models of texts and images.
 *
 * <pre>{@code
 * try (ImageEncoder encoder = ImageEncoders.load("models/clip-ViT-B-32")) {
 *   float[] picture = encoder.encodeImage(Path.of("beach.jpg"));
 *   float[] sentence = encoder.texts().encode("a dog on a beach", InputType.QUERY);
 *   float score = Similarity.COSINE.score(picture, sentence);
 * }
 * }</pre>
 */
public final class ImageEncoders {
  private static final String GRAPH = "vision_model.onnx";

  private ImageEncoders() {}

  /** Opens a model with {@link EncoderOptions#defaults()} and {@link ImageLimits#DEFAULT}. */
  public static ImageEncoder load(String model) {
    return load(model, EncoderOptions.defaults());
  }

  /** Opens a model with {@link ImageLimits#DEFAULT}. */
  public static ImageEncoder load(String model, EncoderOptions options) {
    return load(model, options, ImageLimits.DEFAULT);
  }

  /**
   * Opens a model.
   *
   * @param model the path of a CLIP's folder with the graphs {@code text_model.onnx} and {@code
   *     vision_model.onnx}, in it or in its folder {@code onnx}
   * @param options {@link EncoderOptions#graph()} names the graph for texts, and in the form {@code
   *     text_*} also that for images: with {@code text_model_quantized.onnx} goes {@code
   *     vision_model_quantized.onnx}
   * @return owned by the caller, who closes it
   * @throws SemblanceException {@code NOT_FOUND} when there is no such model, {@code MODEL_FAILURE}
   *     when it does not read images, or its files are damaged or not supported
   */
  public static ImageEncoder load(String model, EncoderOptions options, ImageLimits limits) {
    ModelLocation location = ModelLocation.of(model, options);
    ModelFolder folder = location.folder();
    ModelKind.IMAGE.require(folder);
    ModuleEntry clip =
        ModuleList.of(folder)
            .imageModule()
            .orElseThrow(() -> folder.failure("has no module for images"));
    Pipelines pipelines = Pipelines.load(folder, options);
    try {
      VisionTower vision =
          VisionTower.open(folder, clip, pipelines.main().vectorModules(), graph(options), limits);
      try {
        return open(location, pipelines, vision, options);
      } catch (RuntimeException e) {
        vision.close();
        throw e;
      }
    } catch (RuntimeException e) {
      pipelines.close();
      throw e;
    }
  }

  private static String graph(EncoderOptions options) {
    String named = options.graph().file();
    return named != null && named.startsWith("text_")
        ? "vision_" + named.substring("text_".length())
        : GRAPH;
  }

  private static ImageEncoder open(
      ModelLocation location, Pipelines pipelines, VisionTower vision, EncoderOptions options) {
    SentenceEncoder texts =
        SentenceEncoders.open(location, pipelines, options.withDimensions(pipelines.dimension()));
    List<Path> graphs = new ArrayList<>(pipelines.graphs());
    graphs.add(vision.graph());
    ModelInfo both = texts.model().withFingerprint(Fingerprint.of(location.folder(), graphs));
    return new ClipEncoder(both, vision, texts, new Workers(location.id(), options.threads()));
  }
}
