package io.semblance.cli;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.GraphPrecision;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.quantize.Comparison;
import io.semblance.encoder.quantize.Quantization;
import io.semblance.encoder.quantize.QuantizedModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a model quicker and smaller with 8-bit integers. */
@Command(
    name = "quantize",
    description =
        "Makes a model that computes with 8-bit integers: about twice as fast, about a quarter of the size, nearly the same vectors.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nWhat it does:%n",
    footer = {
      "  Some 200 sentences of the corpus are run to see how large the values inside",
      "  the model get; then its weights are rounded to integers so that the errors",
      "  cancel on such sentences. Use a corpus in your language and of your kind of",
      "  text where the samples, in plain English, are far from it.",
      "",
      "  The output is a SentenceTransformers folder with three graphs: two of",
      "  integers, for processors with and without VNNI, and the original. When the",
      "  folder is loaded, each is tried on a few texts, and the first whose vectors",
      "  agree with the original's on this machine is used; 'semblance models show'",
      "  tells which. Do not mix vectors of different graphs in one collection.",
      "",
      "  Models built like BERT can be quantized (MiniLM, BGE, E5, GTE and others);",
      "  one that is not is refused with what was looked for and not found.",
      "",
      "Examples:",
      "  semblance models quantize --model all-MiniLM-L6-v2 --output minilm-int8",
      "  semblance encode --model minilm-int8 --input in.txt --output out.npy",
      "  semblance models quantize --model my-model --corpus texts.txt \\",
      "      --sts stsbenchmark --output my-model-int8"
    })
final class ModelsQuantizeCommand implements Callable<Integer> {
  private static final int ROUNDS = 5;

  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private QualityOption quality = new QualityOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      defaultValue = SentenceEncoders.ALL_MINILM_L6_V2,
      description =
          "A built-in model, a SentenceTransformers folder or a model of the hub. Default: ${DEFAULT-VALUE}.")
  private String model = SentenceEncoders.ALL_MINILM_L6_V2;

  @Option(
      names = "--corpus",
      paramLabel = "FILE",
      description =
          "Texts to fit to, a text a line or JSON Lines with title and text; may be given more than once. Default: the sample corpora.")
  private List<String> corpora = List.of();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder of the new model; must not exist.")
  private Path output = Path.of("");

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  ModelsQuantizeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * What is printed.
   *
   * @param pipeline of the new model, which names the graph that this machine runs
   */
  private record Summary(
      String output,
      String pipeline,
      Quantization quantization,
      Comparison comparison,
      @Nullable Spearman spearman) {}

  /** Correlation of cosines with people's scores. */
  private record Spearman(int pairs, double float32, double int8) {}

  @Override
  public Integer call() throws IOException {
    Optional<ScoredSentences> pairs = quality.read();
    CalibrationTexts texts =
        corpora.isEmpty() ? CalibrationTexts.ofSampleCorpora() : CalibrationTexts.of(corpora);
    EncoderOptions options = home.encoderOptions();
    try (SentenceEncoder base =
        home.open(
            terminal,
            opening ->
                SentenceEncoders.load(model, opening.withPrecision(GraphPrecision.FLOAT32)))) {
      Quantization quantization = quantize(base, options, texts);
      try (SentenceEncoder int8 = SentenceEncoders.load(output.toString(), options)) {
        Comparison comparison = compare(base, int8, texts);
        Spearman spearman = pairs.map(scored -> spearman(base, int8, scored)).orElse(null);
        new QuantizedModelCard(
                base.model(), quantization, comparison, measures(spearman), commandLine())
            .write(output);
        String pipeline = String.join(" > ", int8.model().pipeline());
        print(new Summary(output.toString(), pipeline, quantization, comparison, spearman));
      }
    }
    return 0;
  }

  private Quantization quantize(
      SentenceEncoder base, EncoderOptions options, CalibrationTexts texts) {
    try (ProgressBar bar = new ProgressBar(terminal, "layers", done -> Double.NaN)) {
      return Quantization.write(base, options, texts.calibration(), commandLine(), output, bar);
    }
  }

  private Comparison compare(SentenceEncoder base, SentenceEncoder int8, CalibrationTexts texts) {
    try (ProgressBar bar = new ProgressBar(terminal, "rounds", done -> (double) done / ROUNDS)) {
      return Comparison.of(base, int8, texts.heldOut(), ROUNDS, bar);
    }
  }

  private static Spearman spearman(
      SentenceEncoder base, SentenceEncoder int8, ScoredSentences pairs) {
    return new Spearman(pairs.pairs().size(), pairs.spearman(base), pairs.spearman(int8));
  }

  private static String measures(@Nullable Spearman spearman) {
    return spearman == null
        ? ""
        : String.format(
            Locale.ROOT,
            "- Spearman correlation of cosines with people's scores of %d pairs: %.5f, float32 %.5f%n",
            spearman.pairs,
            spearman.int8,
            spearman.float32);
  }

  private void print(Summary summary) {
    if (json) {
      terminal.json(summary);
      return;
    }
    TextTable graphs = new TextTable("graph", ">MB", "holds");
    for (Quantization.GraphFile graph : summary.quantization.graphs()) {
      graphs.row(
          graph.path(), String.format(Locale.ROOT, "%.1f", graph.bytes() / 1e6), graph.label());
    }
    graphs.print(terminal);
    Comparison comparison = summary.comparison;
    terminal.print("");
    print("this machine runs", summary.pipeline);
    print(
        "cosine to float32",
        String.format(
            Locale.ROOT,
            "mean %.5f, least %.5f (%d texts not used for calibration)",
            comparison.meanCosine(),
            comparison.minCosine(),
            comparison.texts()));
    print(
        "sentences/s",
        String.format(
            Locale.ROOT,
            "%.0f, float32 %.0f: %.2fx (medians of %d alternating rounds)",
            comparison.int8PerSecond(),
            comparison.float32PerSecond(),
            comparison.speedup(),
            ROUNDS));
    if (summary.spearman != null) {
      print(
          "Spearman",
          String.format(
              Locale.ROOT,
              "%.5f, float32 %.5f (%d pairs)",
              summary.spearman.int8,
              summary.spearman.float32,
              summary.spearman.pairs));
    }
  }

  private void print(String key, String value) {
    terminal.print(terminal.dim(key + " ".repeat(20 - key.length())) + value);
  }

  private String commandLine() {
    return "semblance " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }
}
