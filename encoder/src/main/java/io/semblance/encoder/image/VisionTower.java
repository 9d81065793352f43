package io.semblance.encoder.image;

import io.semblance.encoder.ImageLimits;
import io.semblance.encoder.ImageSource;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.module.VectorModule;
import io.semblance.encoder.onnx.VisionGraph;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;
import java.util.List;

/** The half of a model that reads images: decoder, processor, graph. Safe for many threads. */
public final class VisionTower implements AutoCloseable {
  private final ImageDecoder decoder;
  private final ImageProcessor processor;
  private final VisionGraph graph;
  private final List<VectorModule> modules;

  private VisionTower(
      ImageDecoder decoder,
      ImageProcessor processor,
      VisionGraph graph,
      List<VectorModule> modules) {
    this.decoder = decoder;
    this.processor = processor;
    this.graph = graph;
    this.modules = List.copyOf(modules);
  }

  /**
   * Opens it.
   *
   * @param clip the module that reads images
   * @param modules what happens to a vector afterwards, as to a text's
   * @param graphName name of the ONNX file
   * @throws SemblanceException {@code MODEL_FAILURE} naming the file that is missing or damaged
   */
  public static VisionTower open(
      ModelFolder folder,
      ModuleEntry clip,
      List<VectorModule> modules,
      String graphName,
      ImageLimits limits) {
    Path settings =
        folder.firstOf(List.of(clip.file("preprocessor_config.json"), "preprocessor_config.json"));
    String relative = folder.file("").relativize(settings).toString();
    ImageProcessor processor = ImageProcessor.read(folder, folder.json(relative));
    Path file =
        folder.firstOf(
            List.of(clip.file("onnx/" + graphName), clip.file(graphName), "onnx/" + graphName));
    VisionGraph graph = VisionGraph.open(file);
    try {
      if (processor.cropWidth() > 0) {
        graph.requireSize(processor.cropWidth(), processor.cropHeight());
      }
      return new VisionTower(new ImageDecoder(limits), processor, graph, modules);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  /** The ONNX file. */
  public Path graph() {
    return graph.file();
  }

  float[] encode(ImageSource image) {
    PixelValues pixels = decoder.decode(image, processor::process);
    float[] vector = graph.run(pixels.values(), pixels.width(), pixels.height());
    for (VectorModule module : modules) {
      vector = module.apply(vector);
    }
    return vector;
  }

  @Override
  public void close() {
    graph.close();
  }
}
