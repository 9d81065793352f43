package io.semblance.cli;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionStore;
import io.semblance.index.IndexReport;
import io.semblance.index.IndexReportOptions;
import io.semblance.index.Scan;
import io.semblance.index.VectorCollection;
import io.semblance.index.VectorPrecision;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a collection's graph. */
@Command(
    name = "report",
    description = {
      "Measures on a collection itself how much its graph misses and how fast it is,",
      "against comparing all vectors."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nReading it:%n",
    footer = {
      "  recall is the share of the k closest documents that a search finds. Queries are",
      "  stored vectors drawn by chance, whose own document does not count, or texts of",
      "  yours. ef is the width of the walk through the graph: SearchDepth.efSearch in",
      "  Java. Each of --precision is built in a temporary folder and removed afterwards;",
      "  that takes as long as indexing, without the encoding.",
      "",
      "Examples:",
      "  semblance collections report papers",
      "  semblance collections report papers --queries questions.txt --ef 50,100,200",
      "  semblance collections report papers --precision int8,int4"
    })
final class CollectionsReportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Parameters(paramLabel = "NAME", description = "A collection or an alias.")
  private String name = "";

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many stored vectors are queries. Default: ${DEFAULT-VALUE}.")
  private int sample;

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description = "Texts to search for instead, one a line; - reads standard input.")
  private @Nullable String queries;

  @Option(
      names = {"-k", "--top"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many hits a search finds. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--ef",
      split = ",",
      paramLabel = "N",
      description = "Widths to try. Default: 10,50,100,200,500.")
  private List<Integer> efSearch = IndexReportOptions.DEFAULT.efSearch();

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "P",
      description = "Also measure float32, int8, int4 or bit1.")
  private List<VectorPrecision> precisions = List.of();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  CollectionsReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    CollectionStore store = home.collections();
    IndexReportOptions options =
        new IndexReportOptions(
            sample, top, efSearch, precisions, IndexReportOptions.DEFAULT.seed());
    List<float[]> given = given(store);
    IndexReport report;
    try (VectorCollection collection = store.openWithoutModel(name, CollectionFacts.OPENING);
        ProgressBar bar = new ProgressBar(terminal, "searches", done -> Double.NaN)) {
      report = collection.measure(options, given, bar);
    }
    if (json) {
      terminal.json(report);
    } else {
      print(report);
    }
    return 0;
  }

  private List<float[]> given(CollectionStore store) throws IOException {
    if (queries == null) {
      return List.of();
    }
    CollectionManifest manifest = store.find(name).orElseThrow(() -> store.unknown(name));
    try (InputFile file = InputFile.open(queries);
        SentenceEncoder encoder = home.encoder(terminal, manifest.model().source())) {
      return List.of(encoder.encode(CorpusFile.texts(queries, file), InputType.QUERY));
    }
  }

  private void print(IndexReport report) {
    TextTable table =
        new TextTable(
            "precision",
            "scan",
            ">ef",
            ">recall@" + report.k(),
            ">median ms",
            ">p95 ms",
            ">segments",
            ">read",
            "built in");
    for (IndexReport.Row row : report.rows()) {
      table.row(
          CollectionFacts.lower(row.precision()),
          CollectionFacts.lower(row.scan()),
          row.scan() == Scan.EXACT ? "" : Integer.toString(row.efSearch()),
          String.format(Locale.ROOT, "%.4f", row.recall()),
          milliseconds(row.median()),
          milliseconds(row.p95()),
          Integer.toString(row.segments()),
          ByteCount.text(row.bytes()),
          row.build().isZero() ? "" : row.build().toSeconds() + " s");
    }
    table.print(terminal);
    terminal.print(
        terminal.dim(
            String.format(
                Locale.ROOT,
                "%,d %s on %,d documents, %,d vectors of %d dimensions",
                report.queries(),
                report.given() ? "queries" : "stored vectors as queries",
                report.documents(),
                report.passages(),
                report.dimension())));
  }

  private static String milliseconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e6);
  }
}
