package io.semblance.cli;

import io.semblance.encoder.Embeddings;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Texts to vectors, file to file. */
@Command(
    name = "encode",
    description = "Maps texts to vectors.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nInput and output:%n",
    footer = {
      "  One text a line, gzip or plain. An empty line is a text too. Output is",
      "  JSON Lines with text, tokens, truncated and embedding, or, when its name",
      "  ends in .npy, a NumPy array of float32 with a row for each line. The output",
      "  appears when it is complete.",
      "",
      "Example:",
      "  semblance encode --model all-MiniLM-L6-v2 --input in.txt --output out.npy"
    })
final class EncodeCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";
  private static final int WINDOW_TEXTS = 2048;
  private static final int WINDOW_CHARACTERS = 8 << 20;

  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private ModelOption model = new ModelOption();

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

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "plain",
      description =
          "query, document or plain; matters for models with prompts. Default: ${DEFAULT-VALUE}.")
  private InputType type = InputType.PLAIN;

  EncodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (InputFile file = InputFile.open(input);
        SentenceEncoder encoder = home.encoder(model.name())) {
      if (output.equals(STANDARD_OUTPUT)) {
        encode(file, encoder, standardOutput());
      } else {
        encodeToFile(file, encoder, Path.of(output + ".partial"));
      }
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot encode " + input + " to " + output + ": " + e, e);
    }
    return 0;
  }

  private void encodeToFile(InputFile file, SentenceEncoder encoder, Path partial)
      throws IOException {
    try {
      encode(file, encoder, fileSink(partial, encoder));
      Files.move(partial, Path.of(output), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private EmbeddingSink fileSink(Path file, SentenceEncoder encoder) throws IOException {
    return output.endsWith(".npy")
        ? new NpySink(file, encoder.dimension())
        : new JsonLinesSink(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  private static EmbeddingSink standardOutput() throws IOException {
    return new JsonLinesSink(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
  }

  private void encode(InputFile file, SentenceEncoder encoder, EmbeddingSink sink)
      throws IOException {
    LineReader lines = new LineReader(file.content());
    long start = System.nanoTime();
    long texts = 0;
    AtomicLong read = new AtomicLong();
    long truncated = 0;
    try (sink;
        ProgressBar bar =
            new ProgressBar(terminal, "texts", done -> file.share(done, read.get()))) {
      for (List<String> window = nextWindow(lines); !window.isEmpty(); window = nextWindow(lines)) {
        long before = texts;
        read.addAndGet(window.size());
        Progress progress = done -> bar.advancedTo(before + done);
        try (Embeddings embeddings = encoder.encode(window, type, progress)) {
          sink.write(window, embeddings);
          truncated += embeddings.truncatedTexts();
        }
        texts += window.size();
      }
      sink.finish();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    terminal.note(
        String.format(
            Locale.ROOT,
            "%,d texts in %.1f s (%,.0f/s), %d dimensions, %,d cut at the model's limit",
            texts,
            seconds,
            texts / Math.max(seconds, 1e-3),
            encoder.dimension(),
            truncated));
  }

  private List<String> nextWindow(LineReader lines) throws IOException {
    List<String> window = new ArrayList<>();
    long characters = 0;
    while (window.size() < WINDOW_TEXTS && characters < WINDOW_CHARACTERS) {
      LineReader.@Nullable Line line = nextLine(lines);
      if (line == null) {
        break;
      }
      window.add(line.text());
      characters += line.text().length();
    }
    return window;
  }

  /**
   * Rows belong to lines, so a line that cannot be read stops the command instead of shifting all
   * rows after it.
   */
  private LineReader.@Nullable Line nextLine(LineReader lines) throws IOException {
    LineReader.Line line = lines.next();
    if (line != null && line.problem() != null) {
      throw SemblanceException.invalid(input + " line " + line.number() + ": " + line.problem());
    }
    return line;
  }
}
