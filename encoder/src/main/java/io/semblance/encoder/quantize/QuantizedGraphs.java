package io.semblance.encoder.quantize;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The graphs of a folder that {@link Quantization} wrote, as its {@code quantization.json} lists
 * them, and the choice among them.
 */
public final class QuantizedGraphs {
  /** The file that makes a folder one of these. */
  public static final String FILE = "quantization.json";

  /** What the float32 graph is called in a model's description. */
  public static final String FLOAT32 = "float32";

  private static final System.Logger LOG = System.getLogger(QuantizedGraphs.class.getName());

  private final Path float32;
  private final List<Graph> graphs;
  private final SelfTest selfTest;

  private record Graph(String label, Path file, double minimumCosine) {}

  /** A graph that was opened to be tried; the chosen one stays open. */
  public interface Candidate extends AutoCloseable {
    /**
     * Pooled vectors of texts, one a text, before the modules that come after the pooling.
     *
     * @throws SemblanceException when the graph cannot be run
     */
    float[][] pooled(List<String> texts);

    @Override
    void close();
  }

  /**
   * What was chosen.
   *
   * @param candidate open, the caller's to close
   * @param graph its file
   * @param variant in words, such as {@code int8}
   */
  public record Choice<C extends Candidate>(C candidate, Path graph, String variant) {}

  private QuantizedGraphs(Path float32, List<Graph> graphs, SelfTest selfTest) {
    this.float32 = float32;
    this.graphs = graphs;
    this.selfTest = selfTest;
  }

  /**
   * Reads a folder's list of graphs.
   *
   * @return empty where the folder has none, as most have
   * @throws SemblanceException {@code MODEL_FAILURE} when the list is damaged or names files
   *     outside the folder
   */
  public static Optional<QuantizedGraphs> read(ModelFolder folder) {
    if (!folder.has(FILE)) {
      return Optional.empty();
    }
    JsonNode json = folder.json(FILE);
    List<Graph> graphs = new ArrayList<>();
    for (JsonNode variant : json.path("variants")) {
      graphs.add(
          new Graph(
              variant.path("label").asText(),
              folder.file(variant.path("path").asText()),
              variant.path("minimum_cosine").asDouble(1)));
    }
    Path float32 = folder.file(json.path(FLOAT32).path("path").asText());
    return Optional.of(
        new QuantizedGraphs(float32, graphs, SelfTest.read(folder, json.path("self_test"))));
  }

  /** The graph with the original weights. */
  public Path float32() {
    return float32;
  }

  /**
   * Opens the graphs in their order and keeps the first that gives the self-test's texts vectors
   * close enough to the float32 ones on this machine, or else the float32 graph. One that cannot be
   * opened or run is passed over.
   *
   * @param open opens a graph's file
   */
  public <C extends Candidate> Choice<C> choose(Function<Path, C> open) {
    for (Graph graph : graphs) {
      try {
        C candidate = open.apply(graph.file);
        if (passes(graph, candidate)) {
          return new Choice<>(candidate, graph.file, graph.label);
        }
        candidate.close();
      } catch (SemblanceException e) {
        if (e.code() != ErrorCode.MODEL_FAILURE) {
          throw e;
        }
        LOG.log(System.Logger.Level.WARNING, "passing over " + graph.file + ": " + e.getMessage());
      }
    }
    return new Choice<>(open.apply(float32), float32, FLOAT32);
  }

  private boolean passes(Graph graph, Candidate candidate) {
    try {
      double cosine = selfTest.meanCosine(candidate.pooled(selfTest.texts()));
      if (cosine >= graph.minimumCosine) {
        return true;
      }
      LOG.log(
          System.Logger.Level.WARNING,
          "passing over {0}: on this machine its vectors have a mean cosine of {1} to the float32 ones, at least {2} is needed",
          graph.file,
          cosine,
          graph.minimumCosine);
      return false;
    } catch (RuntimeException e) {
      candidate.close();
      throw e;
    }
  }
}
