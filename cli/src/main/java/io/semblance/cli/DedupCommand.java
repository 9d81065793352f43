package io.semblance.cli;

import io.semblance.clustering.duplicates.Deduplication;
import io.semblance.clustering.duplicates.DuplicateGroups;
import io.semblance.clustering.duplicates.GroupLinkage;
import io.semblance.clustering.duplicates.Items;
import io.semblance.clustering.duplicates.KeepRule;
import io.semblance.clustering.duplicates.MinHash;
import io.semblance.clustering.duplicates.NearTexts;
import io.semblance.clustering.duplicates.TextForm;
import io.semblance.clustering.duplicates.VectorPairs;
import io.semblance.clustering.pairs.MiningOptions;
import io.semblance.clustering.pairs.PairMining;
import io.semblance.clustering.pairs.Pairs;
import io.semblance.error.SemblanceException;
import io.semblance.index.clusters.ParaphraseRequest;
import io.semblance.index.clusters.ParaphraseResult;
import io.semblance.progress.ParallelLoops;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Duplicates among texts, and what to keep. */
@Command(
    name = "dedup",
    description = "Finds groups of duplicate texts and says which one of each to keep, and why.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nHow:%n",
    footer = {
      "  Three tiers, the surest first: the same text but for white space and case;",
      "  nearly the same words (Jaccard index, found by MinHash); the same meaning",
      "  (cosine of the vectors). Every text that goes is itself like the one that is",
      "  kept, not just like something in between. Without --no-meaning no model is",
      "  needed. Input is as for 'semblance mine'.",
      "",
      "Output has an object a line for each text: id, action (keep or delete), and",
      "for a deletion tier, score and the id of the kept text. --kept has the texts",
      "that remain, id and text.",
      "",
      "Examples:",
      "  semblance dedup --input tweets.jsonl.gz",
      "  semblance dedup --input posts.tsv --min-score 0.95 --output decisions.jsonl",
      "  semblance dedup --input posts.tsv --no-meaning --kept clean.tsv",
      "  semblance dedup --collection posts --output groups.jsonl"
    })
final class DedupCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private MinedCollection collection = new MinedCollection();
  @Mixin private ItemsOption items = new ItemsOption();

  @Option(
      names = "--min-score",
      paramLabel = "COSINE",
      defaultValue = "0.95",
      description = "Texts of at least this cosine say the same. Default: ${DEFAULT-VALUE}.")
  private double minScore;

  @Option(
      names = "--min-overlap",
      paramLabel = "JACCARD",
      defaultValue = "0.8",
      description =
          "Texts that share at least this part of their pieces are nearly the same. Default: ${DEFAULT-VALUE}.")
  private double minOverlap;

  @Option(
      names = "--no-meaning",
      description = "Compare texts only, without a model: quick, and misses other words.")
  private boolean textsOnly;

  @Option(names = "--case-sensitive", description = "Upper and lower case tell texts apart.")
  private boolean caseSensitive;

  @Option(
      names = "--keep",
      paramLabel = "RULE",
      defaultValue = "longest",
      description =
          "Which one of a group stays: first or last by id, longest, or most_central. Default: ${DEFAULT-VALUE}.")
  private KeepRule rule = KeepRule.LONGEST;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the decision on each text as JSON Lines; - for standard output.")
  private @Nullable String output;

  @Option(
      names = "--kept",
      paramLabel = "FILE",
      description = "Write the texts that remain: id, tab, text.")
  private @Nullable String kept;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many groups are printed. Default: ${DEFAULT-VALUE}.")
  private int show;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  DedupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (show < 0) {
      throw SemblanceException.invalid("--show must be at least 0, got: " + show);
    }
    if (collection.isGiven()) {
      return compareCollection();
    }
    if (textsOnly) {
      return items.withoutVectors(terminal, this::compareTexts);
    }
    return items.with(terminal, collection.home(), this::compareMeaning);
  }

  private int compareCollection() {
    if (items.isGiven() || textsOnly || kept != null) {
      throw SemblanceException.invalid(
          "a collection's documents are compared with its own vectors: leave out --input, --no-meaning and --kept");
    }
    collection.with(
        opened -> {
          try (ProgressBar bar = new ProgressBar(terminal, "steps", done -> Double.NaN);
              ParaphraseResult found =
                  opened
                      .paraphrases()
                      .find(
                          collection
                              .request(minScore, ParaphraseRequest.MAX_PAIRS, items.threads())
                              .grouped(rule),
                          bar)) {
            bar.clear();
            new CollectionParaphrases(opened, found, output, show, json).tellGroups(terminal);
          }
        });
    return 0;
  }

  private int compareTexts(List<TextItem> texts) throws IOException {
    long start = System.nanoTime();
    return tell(texts, byText(texts), start);
  }

  private Deduplication byText(List<TextItem> texts) {
    Items all =
        Items.of(
            texts.stream().map(TextItem::id).toList(),
            texts.stream().map(TextItem::text).toList(),
            caseSensitive ? TextForm.CASE_SENSITIVE : TextForm.CASE_FOLDED);
    MinHash minHash = MinHash.of(minOverlap, MinHash.DEFAULT.seed());
    long steps = NearTexts.steps(all, minHash);
    try (ParallelLoops loops = new ParallelLoops(items.threads(), "dedup");
        ProgressBar bar =
            new ProgressBar(terminal, "steps", done -> Math.min(1, (double) done / steps))) {
      return Deduplication.exact(all)
          .withRule(rule)
          .withLinkage(GroupLinkage.STAR)
          .withNearTexts(NearTexts.find(all, rule, minHash, loops, bar));
    }
  }

  private int compareMeaning(TextVectors texts) throws IOException {
    long start = System.nanoTime();
    Deduplication byText = byText(texts.items());
    MiningOptions options = MiningOptions.DEFAULT.withThreads(items.threads());
    if (items.work() != null) {
      options = options.withWorkFolder(items.work());
    }
    PairMining mining = PairMining.of(texts.unique(), options);
    try (ProgressBar bar =
            new ProgressBar(
                terminal, "comparisons", done -> (double) done / Math.max(1, mining.products()));
        Pairs pairs = mining.above(minScore, bar)) {
      bar.clear();
      if (pairs.truncated()) {
        terminal.remark(
            "more pairs are this close than are looked at; raise --min-score, or run it again on what --kept leaves");
      }
      return tell(
          texts.items(), byText.withVectorPairs(VectorPairs.of(texts.unique(), pairs)), start);
    }
  }

  private int tell(List<TextItem> texts, Deduplication deduplication, long start)
      throws IOException {
    DuplicateGroups groups = deduplication.groups();
    DuplicateReport report = new DuplicateReport(texts, groups, (System.nanoTime() - start) / 1e9);
    if (output != null) {
      report.writeDecisions(output);
    }
    if (kept != null) {
      report.writeKept(kept);
    }
    if (json) {
      terminal.json(report.toJson());
    } else if (output == null || !output.equals("-")) {
      report.print(terminal, show);
    }
    return 0;
  }
}
