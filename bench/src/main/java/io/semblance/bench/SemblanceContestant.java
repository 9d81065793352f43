package io.semblance.bench;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.progress.Progress;
import java.util.List;

/** This project's encoder with its defaults. */
record SemblanceContestant(SentenceEncoder encoder) implements Contestant {
  @Override
  public String name() {
    return "Semblance";
  }

  @Override
  public String setting() {
    return "defaults: one session, a caller a core, sorted by tokens";
  }

  @Override
  public float[][] vectors(List<String> texts) {
    return encoder.encode(texts, InputType.PLAIN);
  }

  @Override
  public double seconds(List<String> texts) {
    long start = System.nanoTime();
    encoder.encode(texts, InputType.PLAIN, Progress.NONE).close();
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
