package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.reduce.Reduction;
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

/** Makes a model's vectors shorter. */
@Command(
    name = "reduce",
    description =
        "Makes a model with shorter vectors: a projection onto the principal components of its vectors for given texts.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nInput and output:%n",
    footer = {
      "  A corpus is a text file with a text a line, or JSON Lines with title and",
      "  text; long texts are split at blank lines. The output is a",
      "  SentenceTransformers folder of its own.",
      "",
      "Example:",
      "  semblance models reduce --model all-MiniLM-L6-v2 --dimensions 128 \\",
      "      --corpus corpus.jsonl --output my-model-128"
    })
final class ModelsReduceCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private QualityOption quality = new QualityOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-d", "--dimensions"},
      required = true,
      paramLabel = "N",
      description = "Length of the new vectors.")
  private int dimensions;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "FILE",
      description = "Texts to fit to; may be given more than once.")
  private List<String> corpora = List.of();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder of the new model; must not exist.")
  private Path output = Path.of("");

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  ModelsReduceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is printed. Correlations are null without scored pairs. */
  record Summary(
      Path output,
      Reduction reduction,
      @Nullable Double spearmanBefore,
      @Nullable Double spearmanAfter) {}

  @Override
  public Integer call() throws IOException {
    Optional<ScoredSentences> pairs = quality.read();
    List<String> texts = CorpusTexts.read(corpora);
    try (SentenceEncoder encoder = home.encoder(terminal, model.name())) {
      encoder.model().notes().forEach(terminal::remark);
      Reduction reduction = reduce(encoder, texts);
      try (SentenceEncoder reduced = home.encoder(terminal, output.toString())) {
        print(
            new Summary(
                output,
                reduction,
                pairs.map(scored -> scored.spearman(encoder)).orElse(null),
                pairs.map(scored -> scored.spearman(reduced)).orElse(null)));
      }
    }
    return 0;
  }

  private Reduction reduce(SentenceEncoder encoder, List<String> texts) {
    try (ProgressBar bar =
        new ProgressBar(terminal, "texts", done -> (double) done / texts.size())) {
      return Reduction.write(encoder, texts, dimensions, commandLine(), output, bar);
    }
  }

  private void print(Summary summary) {
    if (json) {
      terminal.json(summary);
      return;
    }
    Reduction reduction = summary.reduction;
    terminal.print(
        String.format(
            Locale.ROOT,
            "%s: %d dimensions keep %.1f %% of the variance of %,d texts",
            output,
            reduction.dimensions(),
            100 * reduction.energyKept(),
            reduction.texts()));
    if (summary.spearmanBefore != null && summary.spearmanAfter != null) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "Spearman on %s: before %.4f, after %.4f",
              quality.split(),
              summary.spearmanBefore,
              summary.spearmanAfter));
    }
  }

  private String commandLine() {
    return "semblance " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }
}
