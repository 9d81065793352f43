package io.semblance.encoder.pipeline;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.InputType;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleList;
import io.semblance.encoder.module.InputModule;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pipelines of a model, one for each type of input it takes; most models have the same for all.
 * Owns the input modules.
 */
public final class Pipelines implements AutoCloseable {
  private final ModelFolder folder;
  private final Map<InputType, Pipeline> byType;
  private final Set<Path> graphs;

  private Pipelines(ModelFolder folder, Map<InputType, Pipeline> byType, Set<Path> graphs) {
    this.folder = folder;
    this.byType = byType;
    this.graphs = Set.copyOf(graphs);
  }

  /**
   * Builds a model's pipelines.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} naming the file or module that cannot be used
   */
  public static Pipelines load(ModelFolder folder, EncoderOptions options) {
    return load(folder, ModuleList.of(folder), options);
  }

  /** Builds the pipelines of these modules of a folder. */
  public static Pipelines load(ModelFolder folder, ModuleList modules, EncoderOptions options) {
    InputModules inputs = new InputModules(folder, options);
    Map<InputType, Pipeline> byType = new PipelineLoader(folder, modules, inputs::open).load();
    Pipelines pipelines = new Pipelines(folder, byType, inputs.graphs());
    try {
      pipelines.requireOneDimension();
      return pipelines;
    } catch (RuntimeException e) {
      pipelines.close();
      throw e;
    }
  }

  private void requireOneDimension() {
    List<Integer> dimensions =
        byType.values().stream().map(Pipeline::dimension).distinct().toList();
    if (dimensions.size() != 1) {
      throw folder.failure(
          "gives vectors of different lengths for queries, documents and plain texts: "
              + dimensions);
    }
  }

  /** Length of the vectors. */
  public int dimension() {
    return main().dimension();
  }

  /** Longest text in tokens that some type of input may have. */
  public int maxTokens() {
    return byType.values().stream()
        .mapToInt(pipeline -> pipeline.input().maxTokens())
        .max()
        .orElse(0);
  }

  /** The ONNX files that are run. */
  public Collection<Path> graphs() {
    return graphs;
  }

  /**
   * The pipeline of a type of input.
   *
   * @throws SemblanceException {@code INVALID_REQUEST} when the model takes none of this type
   */
  public Pipeline of(InputType type) {
    Pipeline pipeline = byType.get(type);
    if (pipeline == null) {
      throw SemblanceException.invalid(
          "type of input must be one of "
              + byType.keySet().stream().map(InputType::label).toList()
              + " for this model, got: "
              + type.label());
    }
    return pipeline;
  }

  /** The pipeline that documents take, or that of the only type there is. */
  public Pipeline main() {
    Pipeline documents = byType.get(InputType.DOCUMENT);
    return documents == null ? byType.values().iterator().next() : documents;
  }

  /** Its modules in words; where queries take another way, both. */
  public List<String> describe() {
    Pipeline main = main();
    Pipeline queries = byType.getOrDefault(InputType.QUERY, main);
    return queries.equals(main)
        ? main.describe()
        : List.of(
            "queries: " + String.join(" > ", queries.describe()),
            "documents: " + String.join(" > ", main.describe()));
  }

  @Override
  public void close() {
    byType.values().stream().map(Pipeline::input).distinct().forEach(InputModule::close);
  }
}
