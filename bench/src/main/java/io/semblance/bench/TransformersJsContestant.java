package io.semblance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * transformers.js in a Node process ({@code bench/transformers-js/encode.mjs}), which measures
 * itself.
 */
final class TransformersJsContestant implements Contestant {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final String setting;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private int requestId;

  private TransformersJsContestant(String name, String setting, List<String> command)
      throws IOException {
    this.name = name;
    this.setting = setting;
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    requests = process.outputWriter();
    answers = process.inputReader();
  }

  /**
   * The library's feature-extraction pipeline, a thread a core inside its session, which is its own
   * way to use them.
   */
  static TransformersJsContestant pipeline(Path script, Path model, int threads)
      throws IOException {
    return new TransformersJsContestant(
        "transformers.js",
        "feature-extraction pipeline, sorted, batches of 32, " + threads + " threads",
        command(script, model, "--pipeline", "--batch", "32", "--threads", "" + threads));
  }

  /** Below the library's API: a process a core with a session each, and pooling of our own. */
  static TransformersJsContestant processes(Path script, Path model, int processes)
      throws IOException {
    return new TransformersJsContestant(
        "transformers.js, hand-tuned",
        "own pooling, sorted, batches of 16, " + processes + " processes of 1 thread",
        command(script, model, "--batch", "16", "--threads", "1", "--workers", "" + processes));
  }

  private static List<String> command(Path script, Path model, String... options) {
    List<String> command =
        new ArrayList<>(List.of("node", script.resolve("encode.mjs").toString()));
    command.addAll(List.of("--model-root", String.valueOf(model.getParent())));
    command.addAll(List.of("--model", String.valueOf(model.getFileName())));
    command.addAll(List.of(options));
    return command;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String setting() {
    return setting;
  }

  @Override
  public float[][] vectors(List<String> texts) {
    JsonNode rows = ask(texts, true).path("vectors");
    float[][] vectors = new float[rows.size()][];
    for (int row = 0; row < vectors.length; row++) {
      vectors[row] = new float[rows.get(row).size()];
      for (int i = 0; i < vectors[row].length; i++) {
        vectors[row][i] = rows.get(row).get(i).floatValue();
      }
    }
    return vectors;
  }

  @Override
  public double seconds(List<String> texts) {
    return ask(texts, false).path("seconds").asDouble();
  }

  private JsonNode ask(List<String> texts, boolean vectors) {
    ObjectNode request = JSON.createObjectNode().put("id", ++requestId).put("vectors", vectors);
    request.set("texts", JSON.valueToTree(texts));
    try {
      requests.write(request.toString());
      requests.newLine();
      requests.flush();
      JsonNode answer = JSON.readTree(answers.readLine());
      if (!answer.has("seconds")) {
        throw new IllegalStateException("transformers.js answered " + answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      requests.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process.onExit().join();
  }
}
