package io.semblance.bench.search;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** A peer in a process of its own, spoken to in lines; see {@link PeerServer}. */
final class PeerProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  PeerProcess(String name, List<String> command) throws IOException {
    this.name = name;
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.requests = process.outputWriter();
    this.answers = process.inputReader();
  }

  String name() {
    return name;
  }

  /** What a graph cost. */
  record Build(double cpuSeconds, double wallSeconds) {}

  Build build(int threads, int rows) throws IOException {
    double[] answer = ask("build " + threads + " " + rows);
    return new Build(answer[0], answer[1]);
  }

  /** Searches until nothing is compiled any more. */
  void warmUp(int ef) throws IOException {
    ask("warm " + ef);
  }

  /** What searching all queries gave. */
  record Search(double recall, double queriesPerCpuSecond) {}

  Search search(int ef, int repeats) throws IOException {
    double[] answer = ask("search " + ef + " " + repeats);
    return new Search(answer[0], answer[1]);
  }

  private double[] ask(String request) throws IOException {
    requests.write(request);
    requests.newLine();
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(name + " ended at request '" + request + "'");
    }
    System.err.println(name + ": " + request + " -> " + answer);
    return Pattern.compile(" ").splitAsStream(answer).mapToDouble(Double::parseDouble).toArray();
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.onExit().join();
  }
}
