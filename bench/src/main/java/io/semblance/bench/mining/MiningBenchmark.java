package io.semblance.bench.mining;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.semblance.bench.OpenBlas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs sections and fails, after all of them, when a bound is broken.
 *
 * <p>Arguments: the file of {@link TweetMatrix}, an output folder for {@code mining.md} and {@code
 * mining.json}, and the names of the sections, none for all.
 */
public final class MiningBenchmark {
  private static final List<Section> SECTIONS =
      List.of(
          new ExactPairs(),
          new GraphCrossover(),
          new MillionRows(),
          new PartitionRates(),
          new Densities());

  private MiningBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    List<String> names = Arrays.asList(arguments).subList(2, arguments.length);
    MiningSetting setting =
        new MiningSetting(
            Path.of(arguments[0]), new OpenBlas(), Runtime.getRuntime().availableProcessors());
    List<Measured> results = new ArrayList<>();
    for (Section section : chosen(names)) {
      results.addAll(section.run(setting));
    }
    write(results, Path.of(arguments[1]));
    results.stream()
        .filter(result -> !result.isKept())
        .findFirst()
        .ifPresent(MiningBenchmark::fail);
  }

  private static List<Section> chosen(List<String> names) {
    List<String> known = SECTIONS.stream().map(Section::name).toList();
    if (!known.containsAll(names)) {
      throw new IllegalArgumentException("sections are " + known + ", got: " + names);
    }
    return SECTIONS.stream()
        .filter(section -> names.isEmpty() || names.contains(section.name()))
        .toList();
  }

  private static void write(List<Measured> results, Path folder) throws IOException {
    StringBuilder table = new StringBuilder("| what | value | bound | |\n|---|---:|---|---|\n");
    ArrayNode json = new ObjectMapper().createArrayNode();
    for (Measured result : results) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f %s | %s | %s |%n",
              result.what(),
              result.value(),
              result.unit(),
              result.bound(),
              result.note()));
      json.addObject()
          .put("what", result.what())
          .put("value", result.value())
          .put("unit", result.unit())
          .put("bound", result.bound())
          .put("kept", result.isKept())
          .put("note", result.note());
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("mining.md"), table);
    Files.writeString(
        folder.resolve("mining.json"),
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json)
            + "\n");
    System.out.print(table);
  }

  private static void fail(Measured broken) {
    throw new IllegalStateException(
        broken.what()
            + " must be "
            + broken.bound()
            + " "
            + broken.unit()
            + ", got: "
            + broken.value());
  }
}
