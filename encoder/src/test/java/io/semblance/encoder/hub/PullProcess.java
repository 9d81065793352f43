package io.semblance.encoder.hub;

import io.semblance.encoder.folder.GraphChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fetches a model in a JVM of its own, by the environment alone. */
final class PullProcess {
  private PullProcess() {}

  /** Prints the folder of the model that the only argument names. */
  public static void main(String[] arguments) {
    HubOptions options = HubOptions.fromEnvironment();
    HubSnapshot snapshot =
        HubModels.resolve(arguments[0], null, GraphChoice.DEFAULT, options, DownloadListener.NONE);
    System.out.println(snapshot.folder());
  }

  /** Starts one; {@code prefix} stands before the java command. */
  static Process start(Path output, List<String> prefix, Map<String, String> environment, String id)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PullProcess.class.getName(), id));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("HF_"));
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }
}
