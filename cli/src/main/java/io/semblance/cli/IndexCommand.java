package io.semblance.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.error.SemblanceException;
import io.semblance.index.BulkIndexer;
import io.semblance.index.BulkReport;
import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.VectorCollection;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds documents to a collection, which is made when it does not exist. */
@Command(
    name = "index",
    description =
        "Adds documents from JSON Lines to a collection, which is made when it does not exist.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nInput:%n",
    footer = {
      "  One JSON object a line, gzip or plain. _id (or id) names the document;",
      "  title and text are encoded and searched; all other fields are kept. An id",
      "  that exists is replaced. A bad line is reported and passed over, and the",
      "  exit code is then 1; with --strict the first bad line stops the command.",
      "",
      "Example:",
      "  semblance index --collection scifact --input corpus.jsonl.gz"
    })
final class IndexCommand implements Callable<Integer> {
  /** After this many bad lines only their count is told. */
  private static final int MAX_REPORTED = 20;

  private final Terminal terminal;
  private long badLines;

  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = {"-c", "--collection"},
      required = true,
      paramLabel = "NAME",
      description = "The collection to add to.")
  private String name = "";

  @Option(
      names = {"-i", "--input"},
      required = true,
      paramLabel = "FILE",
      description = "The documents; - reads standard input.")
  private String input = "";

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "Model of a new collection. Default: " + SentenceEncoders.ALL_MINILM_L6_V2_256 + ".")
  private @Nullable String model;

  @Option(names = "--strict", description = "Stop at the first bad line or repeated id.")
  private boolean strict;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  IndexCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    CollectionStore store = home.collections();
    Optional<CollectionManifest> existing = store.find(name);
    try (InputFile file = InputFile.open(input);
        SentenceEncoder encoder = home.encoder(terminal, modelFor(existing));
        VectorCollection collection =
            existing.isPresent()
                ? store.open(name, encoder)
                : store.create(name, encoder, CollectionSchema.DEFAULT)) {
      encoder.model().notes().forEach(terminal::remark);
      DocumentReader documents = new DocumentReader(input, file, this::badLine, strict);
      BulkReport report;
      try (ProgressBar bar =
          new ProgressBar(terminal, "documents", done -> file.share(done, documents.read()))) {
        report = BulkIndexer.upsert(collection, documents, bar);
      }
      summarise(collection, encoder, report, documents.replaced());
    }
    return badLines == 0 ? 0 : FailureHandler.PARTLY_DONE;
  }

  private String modelFor(Optional<CollectionManifest> existing) {
    if (model != null) {
      return model;
    }
    return existing
        .map(manifest -> manifest.model().source())
        .orElse(SentenceEncoders.ALL_MINILM_L6_V2_256);
  }

  private void badLine(long number, String problem) {
    String message = input + " line " + number + ": " + problem;
    if (strict) {
      throw SemblanceException.invalid(
          message + " (--strict stops here; nothing after the last commit is kept)");
    }
    badLines++;
    if (badLines <= MAX_REPORTED) {
      terminal.error("passed over " + message);
    } else if (badLines == MAX_REPORTED + 1) {
      terminal.error("more bad lines follow; only their number is told from here on");
    }
  }

  private void summarise(
      VectorCollection collection, SentenceEncoder encoder, BulkReport report, long replaced) {
    if (json) {
      terminal.json(summary(collection, report, replaced));
      return;
    }
    double seconds = seconds(report.elapsed());
    terminal.print(
        String.format(
            Locale.ROOT,
            "%,d documents in %.1f s (%,.0f/s, %.1f %% of it encoding); collection '%s' now holds %,d",
            report.succeeded(),
            seconds,
            report.succeeded() / Math.max(seconds, 1e-3),
            100 * seconds(report.encoding()) / Math.max(seconds, 1e-3),
            name,
            collection.size()));
    if (report.truncated() > 0) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "%,d were longer than the model's %d tokens: only their beginning is in the vector (words are searched whole)",
              report.truncated(),
              encoder.model().maxTokens()));
    }
    if (replaced > 0) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "%,d had an id that came before in this input; the last one won",
              replaced));
    }
    if (badLines > 0) {
      terminal.print(String.format(Locale.ROOT, "%,d bad lines were passed over", badLines));
    }
  }

  private ObjectNode summary(VectorCollection collection, BulkReport report, long replaced) {
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.put("collection", name);
    summary.put("model", collection.manifest().model().id());
    summary.put("dimensions", collection.manifest().model().dimension());
    summary.put("documents", collection.size());
    summary.put("indexed", report.succeeded());
    summary.put("truncated", report.truncated());
    summary.put("repeated_ids", replaced);
    summary.put("bad_lines", badLines);
    summary.put("tokens", report.tokens());
    summary.put("seconds", seconds(report.elapsed()));
    summary.put("encoding_seconds", seconds(report.encoding()));
    return summary;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
