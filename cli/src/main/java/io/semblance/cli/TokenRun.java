package io.semblance.cli;

import io.semblance.encoder.EncodeOptions;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Writes the vectors of all tokens of all texts to a command's output. */
final class TokenRun {
  /** A text's tokens take up to some hundred times the memory of its embedding. */
  private static final int WINDOW_TEXTS = 64;

  private final SentenceEncoder encoder;
  private final EncodeOptions options;
  private final CommandOutput output;
  private long texts;
  private long tokens;

  TokenRun(SentenceEncoder encoder, EncodeOptions options, CommandOutput output) {
    this.encoder = encoder;
    this.options = options;
    this.output = output;
  }

  /** Encodes everything and says what was done. */
  EncodeSummary run(Iterator<String> input, Progress progress) throws IOException {
    output.write(
        TokenLinesSink::new,
        sink -> {
          while (input.hasNext()) {
            progress.throwIfCancelled("encoding");
            write(nextWindow(input), sink);
            progress.advancedTo(texts);
          }
        });
    return new EncodeSummary(texts, String.format(Locale.ROOT, "%,d tokens", tokens));
  }

  private void write(List<String> window, TokenLinesSink sink) throws IOException {
    List<float[][]> vectors = encoder.encodeTokens(window, options);
    for (int i = 0; i < window.size(); i++) {
      sink.write(window.get(i), vectors.get(i));
      tokens += vectors.get(i).length;
    }
    texts += window.size();
  }

  private static List<String> nextWindow(Iterator<String> input) {
    List<String> window = new ArrayList<>();
    while (window.size() < WINDOW_TEXTS && input.hasNext()) {
      window.add(input.next());
    }
    return window;
  }
}
