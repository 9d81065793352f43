package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Texts to vectors, file to file. */
@Command(
    name = "encode",
    description = "Maps texts to vectors.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nInput and output:%n",
    footer = {
      "  One text a line, gzip or plain. An empty line is a text too. Output is",
      "  JSON Lines with text, tokens, truncated and embedding, or, when its name",
      "  ends in .npy, a NumPy array with a row for each line. The output appears",
      "  when it is complete.",
      "",
      "Precisions:",
      "  float32          four bytes a component, exact",
      "  int8, uint8      a byte a component: its place in the component's range,",
      "                   which is found in the input (at least 100 texts) or",
      "                   given by --calibration. Queries need the ranges of the",
      "                   documents that they are compared with.",
      "  binary, ubinary  a bit a component, whether it is above 0; eight to a byte,",
      "                   which binary writes minus 128",
      "",
      "Examples:",
      "  semblance encode --input in.txt --output out.npy",
      "  semblance encode --model my-model --type query --input - --output -",
      "  semblance encode --model my-model --prompt \"Represent this: \" \\",
      "      --dimensions 256 --normalize --input in.txt --output out.jsonl",
      "  semblance encode --precision int8 --save-calibration ranges.json \\",
      "      --type document --input documents.txt --output documents.npy",
      "  semblance encode --precision int8 --calibration ranges.json \\",
      "      --type query --input queries.txt --output queries.npy",
      "  semblance encode --tokens --input in.txt --output tokens.jsonl"
    })
final class EncodeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = {"-i", "--input"},
      required = true,
      paramLabel = "FILE",
      description = "The texts; - reads standard input.")
  private String input = "";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where vectors go; - writes JSON Lines to standard output.")
  private String output = "";

  @Mixin private ModelOption model = new ModelOption();
  @Mixin private TextOptions texts = new TextOptions();
  @Mixin private PrecisionOptions precision = new PrecisionOptions();

  @Option(
      names = "--tokens",
      description = "Write the vectors of all tokens before pooling, as JSON Lines.")
  private boolean tokens;

  @Mixin private OpeningOptions opening = new OpeningOptions();
  @Mixin private HomeOption home = new HomeOption();

  EncodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    precision.requireConsistent();
    requirePlainTokens();
    try (InputFile file = InputFile.open(input);
        SentenceEncoder encoder = home.encoder(model.name(), opening)) {
      encoder.model().notes().forEach(terminal::remark);
      texts.notes().forEach(terminal::remark);
      encode(file, encoder);
    } catch (UncheckedIOException e) {
      throw failure(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw failure(e);
    }
    return 0;
  }

  /** Token vectors are the transformer's: what comes after pooling does not apply. */
  private void requirePlainTokens() {
    if (tokens && (texts.normalizes() || opening.cutsVectors() || !precision.areDefault())) {
      throw SemblanceException.invalid(
          "--tokens writes vectors as they are before pooling; leave out --normalize, --dimensions, --precision and calibration");
    }
    if (tokens && new CommandOutput(output).isNumPy()) {
      throw SemblanceException.invalid(
          "--tokens writes JSON Lines, because texts differ in length; got: " + output);
    }
  }

  private SemblanceException failure(IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE,
        "cannot encode " + input + " to " + output + ": " + cause,
        cause);
  }

  private void encode(InputFile file, SentenceEncoder encoder) throws IOException {
    TextLines lines = new TextLines(input, new LineReader(file.content()));
    long start = System.nanoTime();
    EncodeSummary summary;
    try (ProgressBar bar =
        new ProgressBar(terminal, "texts", done -> file.share(done, lines.read()))) {
      summary = run(lines, encoder, bar);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    terminal.note(
        String.format(
            Locale.ROOT,
            "%,d texts in %.1f s (%,.0f/s), %s",
            summary.texts(),
            seconds,
            summary.texts() / Math.max(seconds, 1e-3),
            summary.details()));
  }

  private EncodeSummary run(TextLines lines, SentenceEncoder encoder, ProgressBar bar)
      throws IOException {
    CommandOutput target = new CommandOutput(output);
    return tokens
        ? new TokenRun(encoder, texts.encodeOptions(), target).run(lines, bar)
        : new EncodeRun(encoder, texts.encodeOptions(), precision, target, terminal)
            .run(lines, bar);
  }
}
