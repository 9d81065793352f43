package io.semblance.cli;

import io.semblance.clustering.graph.FoundPairs;
import io.semblance.clustering.graph.GraphMode;
import io.semblance.clustering.graph.GraphOptions;
import io.semblance.clustering.graph.GraphPairs;
import io.semblance.clustering.graph.GraphReport;
import io.semblance.clustering.pairs.MiningEstimate;
import io.semblance.clustering.pairs.MiningOptions;
import io.semblance.clustering.pairs.Pair;
import io.semblance.clustering.pairs.PairMining;
import io.semblance.clustering.pairs.Pairs;
import io.semblance.error.SemblanceException;
import io.semblance.index.clusters.ParaphraseResult;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Paraphrases among texts. */
@Command(
    name = "mine",
    description = "Finds all pairs of texts that say the same.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nInput and output:%n",
    footer = {
      "  One text a line; or, in a file that ends in .tsv, id, tab, text; or, in one",
      "  that ends in .jsonl, objects with text, maybe title and id. gzip or plain.",
      "  Output has a line for each pair, closest first: score, id1, id2, text1,",
      "  text2 with tabs between. The score is the cosine. A line that breaks a rule",
      "  is reported and passed over, and the exit code is then 1.",
      "",
      "Examples:",
      "  semblance mine --input questions.tsv.gz --min-score 0.8 --output pairs.tsv",
      "  semblance mine --input titles.txt --top 20",
      "  semblance mine --input questions.tsv --gold duplicates.tsv",
      "  semblance mine --collection papers --min-score 0.85 --max-pairs 1000"
    })
final class MineCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private MinedCollection collection = new MinedCollection();
  @Mixin private ItemsOption items = new ItemsOption();

  @Option(
      names = "--min-score",
      paramLabel = "COSINE",
      defaultValue = "0.8",
      description = "Pairs of at least this cosine. Default: ${DEFAULT-VALUE}.")
  private double minScore;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Instead of --min-score: the N closest pairs of all.")
  private @Nullable Long top;

  @Option(
      names = "--max-pairs",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "Keep at most the N closest, and say so. Default: ${DEFAULT-VALUE}.")
  private long maxPairs;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "auto",
      description =
          "exact compares every text with every other; graph only with those around it, and measures which share of the pairs that finds; auto is exact unless that would take minutes. Default: ${DEFAULT-VALUE}.")
  private MiningMode mode = MiningMode.AUTO;

  @Option(
      names = "--recall",
      paramLabel = "SHARE",
      defaultValue = "0.95",
      description = "Share of the pairs that graph mode has to find. Default: ${DEFAULT-VALUE}.")
  private double recall;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Of all choices made by chance. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--gold",
      paramLabel = "FILE",
      description = "Known pairs, two ids a line with a tab between: measures the found ones.")
  private @Nullable String gold;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where pairs go; - writes to standard output.")
  private @Nullable String output;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many pairs are printed. Default: ${DEFAULT-VALUE}.")
  private int show;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  MineCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (top != null && mode == MiningMode.GRAPH) {
      throw SemblanceException.invalid("--top compares all texts: leave out --mode graph");
    }
    return collection.isGiven()
        ? mineCollection()
        : items.with(terminal, collection.home(), this::mine);
  }

  private int mineCollection() {
    if (items.isGiven() || top != null || gold != null || mode != MiningMode.AUTO) {
      throw SemblanceException.invalid(
          "a collection's documents are compared with its own vectors: leave out --input, --top, --gold and --mode");
    }
    collection.with(
        opened -> {
          try (ProgressBar bar = new ProgressBar(terminal, "steps", done -> Double.NaN);
              ParaphraseResult found =
                  opened
                      .paraphrases()
                      .find(collection.request(minScore, maxPairs, items.threads()), bar)) {
            bar.clear();
            new CollectionParaphrases(opened, found, output, show, json).tellPairs(terminal);
          }
        });
    return 0;
  }

  private int mine(TextVectors texts) throws IOException {
    long start = System.nanoTime();
    MiningOptions options =
        MiningOptions.DEFAULT.withThreads(items.threads()).withMaxPairs(maxPairs);
    if (items.work() != null) {
      options = options.withWorkFolder(items.work());
    }
    PairMining mining = PairMining.of(texts.unique(), options);
    MiningEstimate estimate = mining.estimate();
    if (isSearchedByGraph(estimate)) {
      GraphOptions graph =
          GraphOptions.defaults()
              .withMode(GraphMode.CELLS)
              .withMinScore(minScore)
              .withTargetRecall(recall)
              .withSeed(seed)
              .withThreads(items.threads());
      try (ProgressBar bar = bar("texts compared", texts.unique().count());
          FoundPairs found = GraphPairs.above(texts.unique(), graph, options, bar)) {
        bar.clear();
        return tell(texts, found.pairs(), found.report(), start);
      }
    }
    terminal.note(
        String.format(
            Locale.ROOT,
            "%,d comparisons, about %.0f s and %,.0f MB",
            estimate.products(),
            Math.ceil(estimate.seconds()),
            estimate.bytes() / 1e6));
    try (ProgressBar bar = bar("comparisons", mining.products());
        Pairs pairs = top == null ? mining.above(minScore, bar) : mining.top(top, bar)) {
      bar.clear();
      return tell(texts, pairs, null, start);
    }
  }

  private boolean isSearchedByGraph(MiningEstimate exact) {
    return top == null
        && (mode == MiningMode.GRAPH
            || (mode == MiningMode.AUTO && exact.operations() > MiningEstimate.MANY_OPERATIONS));
  }

  private ProgressBar bar(String unit, long total) {
    return new ProgressBar(
        terminal, unit, done -> total == 0 ? 1 : Math.min(1, (double) done / total));
  }

  private int tell(TextVectors texts, Pairs pairs, @Nullable GraphReport graph, long start)
      throws IOException {
    double seconds = (System.nanoTime() - start) / 1e9;
    if (output != null) {
      new CommandOutput(output)
          .write(channel -> new PairFile(channel, texts.items()), file -> write(pairs, file));
    }
    PairReport report =
        new PairReport(
            texts,
            pairs,
            graph,
            gold == null ? null : PairReport.quality(pairs, GoldFile.read(gold, texts.items())),
            seconds);
    if (json) {
      terminal.json(report.toJson());
    } else if (output == null || !output.equals("-")) {
      report.print(terminal, show);
    }
    return 0;
  }

  private static void write(Pairs pairs, PairFile file) throws IOException {
    for (Pair pair : pairs) {
      file.write(pair);
    }
  }
}
