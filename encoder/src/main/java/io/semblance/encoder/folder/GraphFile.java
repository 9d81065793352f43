package io.semblance.encoder.folder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Picks an ONNX graph out of a model's files by the names that SentenceTransformers' exporters and
 * other publishers give them. A pure function of the names, so that the same graph is picked from a
 * remote listing and from a folder.
 */
public final class GraphFile {
  private static final String SUFFIX = ".onnx";

  private GraphFile() {}

  /**
   * Picks a graph.
   *
   * @param available paths of the model's files, relative to its folder, with {@code /} between
   *     their parts
   * @param modulePath the module's folder relative to the model's, empty for the model's own
   * @return one of {@code available}, or empty when none fits
   */
  public static Optional<String> choose(
      Collection<String> available, String modulePath, GraphChoice choice, CpuFeatures cpu) {
    return candidates(modulePath, choice, cpu).stream().filter(available::contains).findFirst();
  }

  /** The paths that {@link #choose} looks for, best first. */
  public static List<String> candidates(String modulePath, GraphChoice choice, CpuFeatures cpu) {
    String prefix = modulePath.isEmpty() ? "" : modulePath + "/";
    String file = choice.file();
    if (file != null) {
      return modulePath.isEmpty() ? List.of(file) : List.of(prefix + file, file);
    }
    List<String> candidates = new ArrayList<>();
    for (String name : choice.precision().fileNames(cpu)) {
      candidates.add(prefix + name);
      candidates.add(prefix + "onnx/" + name);
    }
    return candidates;
  }

  /**
   * The files with the weights that a graph of more than 2 GB keeps outside of itself: those named
   * after it, such as {@code model.onnx_data} or {@code model.onnx.data}.
   */
  public static List<String> externalData(Collection<String> available, String graph) {
    return available.stream()
        .filter(path -> path.startsWith(graph) && !path.equals(graph) && !path.endsWith(SUFFIX))
        .sorted()
        .toList();
  }

  /** All graphs among these files, sorted. */
  public static List<String> all(Collection<String> available) {
    return available.stream().filter(path -> path.endsWith(SUFFIX)).sorted().toList();
  }
}
