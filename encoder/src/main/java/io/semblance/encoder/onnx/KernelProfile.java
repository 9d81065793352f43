package io.semblance.encoder.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.encoder.tokenize.TokenizedText;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which kernels ONNX Runtime really runs for a graph, after its own rewriting at load time.
 *
 * @param runs operator to the number of kernels run for one batch
 * @param microseconds operator to the time they took together
 */
public record KernelProfile(Map<String, Integer> runs, Map<String, Long> microseconds) {
  private static final String KERNEL_EVENT = "_kernel_time";

  public KernelProfile {
    runs = Map.copyOf(runs);
    microseconds = Map.copyOf(microseconds);
  }

  /**
   * Runs one batch with the options that encoding uses and counts.
   *
   * @throws SemblanceException {@code MODEL_FAILURE} when the graph cannot be run
   */
  public static KernelProfile of(Path graph, long padId, List<TokenizedText> batch) {
    try {
      Path folder = Files.createTempDirectory("semblance-profile-");
      try {
        return read(profile(graph, padId, batch, folder));
      } finally {
        deleteFlat(folder);
      }
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot profile " + graph + ": " + e, e);
    } catch (OrtException e) {
      throw new SemblanceException(
          ErrorCode.MODEL_FAILURE, "cannot load ONNX graph " + graph + ": " + e.getMessage(), e);
    }
  }

  private static Path profile(Path graph, long padId, List<TokenizedText> batch, Path folder)
      throws OrtException {
    try (OrtSession.SessionOptions options = OnnxSessions.options()) {
      options.enableProfiling(folder.resolve("run").toString());
      OrtSession session = OnnxEnvironment.get().createSession(graph.toString(), options);
      Padding padding = new Padding(padId, false);
      try (OnnxGraph opened = OnnxGraph.of(graph, session, GraphOutput.TOKEN_EMBEDDINGS, padding)) {
        opened.run(batch);
        return Path.of(session.endProfiling());
      }
    }
  }

  private static KernelProfile read(Path file) throws IOException {
    Map<String, Integer> runs = new TreeMap<>();
    Map<String, Long> microseconds = new TreeMap<>();
    for (JsonNode event : new ObjectMapper().readTree(Files.readAllBytes(file))) {
      if (event.path("name").asText().endsWith(KERNEL_EVENT)) {
        String operator = event.path("args").path("op_name").asText();
        runs.merge(operator, 1, Integer::sum);
        microseconds.merge(operator, event.path("dur").asLong(), Long::sum);
      }
    }
    return new KernelProfile(runs, microseconds);
  }

  private static void deleteFlat(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
