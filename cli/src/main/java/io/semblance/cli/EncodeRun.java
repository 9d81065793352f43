package io.semblance.cli;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.EncodeOptions;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.progress.Progress;
import io.semblance.vectors.precision.CalibrationRanges;
import io.semblance.vectors.precision.RangeFitting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Encodes texts to a command's output: in one pass, or, where codes need the ranges of all vectors,
 * in two with a temporary file between them.
 */
final class EncodeRun {
  private final SentenceEncoder encoder;
  private final EncodeOptions options;
  private final PrecisionOptions precision;
  private final CommandOutput output;
  private final Terminal terminal;
  private final RangeFitting fitting;
  private long texts;
  private long truncated;

  EncodeRun(
      SentenceEncoder encoder,
      EncodeOptions options,
      PrecisionOptions precision,
      CommandOutput output,
      Terminal terminal) {
    this.encoder = encoder;
    this.options = options;
    this.precision = precision;
    this.output = output;
    this.terminal = terminal;
    this.fitting = new RangeFitting(encoder.dimension());
  }

  /** Encodes everything and says what was done. */
  EncodeSummary run(Iterator<String> input, Progress progress) throws IOException {
    if (precision.codesNeedAllVectors()) {
      encodeThenCode(input, progress);
    } else {
      encodeAndWrite(input, progress);
    }
    return new EncodeSummary(
        texts,
        String.format(
            Locale.ROOT,
            "%d dimensions%s, %,d cut at the model's limit",
            encoder.dimension(),
            precision.areDefault() ? "" : " as " + precision.precision().label(),
            truncated));
  }

  private void encodeAndWrite(Iterator<String> input, Progress progress) throws IOException {
    RowFormat format = precision.format(encoder.model(), terminal);
    output.write(
        channel -> sink(channel, format),
        sink -> {
          encode(input, progress, sink);
          if (precision.fitsRanges()) {
            precision.save(fitting.ranges(), encoder.model(), terminal);
          }
        });
  }

  private void encodeThenCode(Iterator<String> input, Progress progress) throws IOException {
    ModelInfo model = encoder.model();
    try (VectorSpool spool = VectorSpool.in(output.folder())) {
      encode(input, progress, spool);
      spool.finish();
      precision.requireEnough(fitting.vectors());
      CalibrationRanges ranges = fitting.ranges();
      RowFormat format = precision.format(ranges);
      output.write(
          channel -> sink(channel, format),
          sink -> {
            spool.copyTo(sink);
            precision.save(ranges, model, terminal);
          });
    }
  }

  private EmbeddingSink sink(FileChannel channel, RowFormat format) throws IOException {
    return output.isNumPy() ? new NpySink(channel, format) : new JsonLinesSink(channel, format);
  }

  private void encode(Iterator<String> input, Progress progress, EmbeddingSink sink) {
    encoder.encode(
        input, options, (window, embeddings) -> take(window, embeddings, sink), progress);
  }

  private void take(List<String> window, Embeddings embeddings, EmbeddingSink sink) {
    try {
      for (int row = 0; row < window.size(); row++) {
        float[] vector = embeddings.vectors().copyRow(row);
        sink.write(new EncodedText(window.get(row), embeddings.tokenCounts().get(row), vector));
        if (precision.fitsRanges()) {
          fitting.add(vector);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    texts += window.size();
    truncated += embeddings.truncatedTexts();
  }
}
