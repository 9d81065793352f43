package io.semblance.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SparseEmbeddings;
import io.semblance.encoder.SparseEncoder;
import io.semblance.encoder.SparseEncoders;
import io.semblance.encoder.SparseOptions;
import io.semblance.encoder.SparseVector;
import io.semblance.encoder.Term;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Texts to sparse vectors, file to file. */
@Command(
    name = "encode-sparse",
    description = "Maps texts to sparse vectors over a vocabulary (SPLADE and its kin).",
    mixinStandardHelpOptions = true,
    footerHeading = "%nInput and output:%n",
    footer = {
      "  One text a line, gzip or plain. Output is JSON Lines with text, tokens,",
      "  truncated, dimension, indices (ascending), values and terms: the heaviest",
      "  components as words, for people. The output appears when it is complete.",
      "",
      "Examples:",
      "  semblance encode-sparse --model models/splade --input docs.txt --output docs.jsonl",
      "  semblance encode-sparse --model models/splade --type query -i - -o - --top-terms 20"
    })
final class EncodeSparseCommand implements Callable<Integer> {
  private static final int WINDOW_TEXTS = 2048;
  private static final int WINDOW_CHARACTERS = 8 << 20;

  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "A sparse encoder's folder.")
  private String model = "";

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
      description = "Where vectors go; - writes to standard output.")
  private String output = "";

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "document",
      description =
          "query, document or plain; some models treat queries by a table instead of a"
              + " network. Default: ${DEFAULT-VALUE}.")
  private InputType type = InputType.DOCUMENT;

  @Option(
      names = "--top-terms",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many terms to write; 0 for none. Default: ${DEFAULT-VALUE}.")
  private int topTerms = 10;

  @Option(
      names = "--max-active",
      paramLabel = "N",
      defaultValue = "0",
      description = "Keep this many components, the largest; 0 for all. Default: ${DEFAULT-VALUE}.")
  private int maxActive;

  EncodeSparseCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (SparseEncoder encoder =
            home.open(terminal, options -> SparseEncoders.load(model, options));
        InputFile texts = InputFile.open(input)) {
      new CommandOutput(output)
          .write(StreamSink::new, sink -> encode(texts, encoder, sink.stream()));
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot encode " + input + " to " + output + ": " + e, e);
    }
    return 0;
  }

  private void encode(InputFile input, SparseEncoder encoder, OutputStream target)
      throws IOException {
    TextLines lines = new TextLines(this.input, new LineReader(input.content()));
    SparseOptions options = SparseOptions.of(type).withMaxActive(maxActive);
    long texts = 0;
    long truncated = 0;
    long active = 0;
    try (ProgressBar bar =
            new ProgressBar(terminal, "texts", done -> input.share(done, lines.read()));
        JsonGenerator json = generator(target)) {
      while (lines.hasNext()) {
        List<String> window = window(lines);
        long before = texts;
        SparseEmbeddings embeddings =
            encoder.encode(window, options, done -> bar.advancedTo(before + done));
        for (int i = 0; i < window.size(); i++) {
          write(json, encoder, window.get(i), embeddings, i);
          active += embeddings.vectors().get(i).size();
        }
        truncated += embeddings.truncatedTexts();
        texts += window.size();
      }
    }
    terminal.note(
        String.format(
            Locale.ROOT,
            "%,d texts, %,.0f of %,d components in a vector, %,d cut at the model's limit",
            texts,
            (double) active / Math.max(1, texts),
            encoder.dimension(),
            truncated));
  }

  private static List<String> window(TextLines lines) {
    List<String> window = new ArrayList<>();
    long characters = 0;
    while (lines.hasNext() && window.size() < WINDOW_TEXTS && characters < WINDOW_CHARACTERS) {
      String text = lines.next();
      window.add(text);
      characters += text.length();
    }
    return window;
  }

  private static JsonGenerator generator(OutputStream target) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(target);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setRootValueSeparator(null);
    return json;
  }

  private void write(
      JsonGenerator json, SparseEncoder encoder, String text, SparseEmbeddings embeddings, int row)
      throws IOException {
    SparseVector vector = embeddings.vectors().get(row);
    json.writeStartObject();
    json.writeStringField("text", text);
    json.writeNumberField("tokens", embeddings.tokenCounts().get(row).tokens());
    json.writeBooleanField("truncated", embeddings.tokenCounts().get(row).truncated());
    json.writeNumberField("dimension", vector.dimension());
    json.writeArrayFieldStart("indices");
    for (int index : vector.indices()) {
      json.writeNumber(index);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("values");
    for (float value : vector.values()) {
      json.writeNumber(value);
    }
    json.writeEndArray();
    if (topTerms > 0 && encoder.hasTerms()) {
      json.writeArrayFieldStart("terms");
      for (Term term : encoder.topTerms(vector, topTerms)) {
        json.writeStartObject();
        json.writeStringField("term", term.text());
        json.writeNumberField("weight", term.weight());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
