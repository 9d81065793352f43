package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.error.SemblanceException;
import io.semblance.index.BulkIndexer;
import io.semblance.index.BulkReport;
import io.semblance.index.ChangeResult;
import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionSchema;
import io.semblance.index.CollectionStore;
import io.semblance.index.VectorCollection;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
      "  the text fields are encoded and searched, long ones in passages; all other",
      "  fields are kept. An id that exists is replaced; a document that did not",
      "  change is not encoded again. A line may also be an operation:",
      "    {\"op\":\"upsert\",\"id\":\"a\",\"doc\":{\"text\":\"…\"}}",
      "    {\"op\":\"patch\",\"id\":\"a\",\"doc\":{\"year\":2026}}",
      "    {\"op\":\"delete\",\"id\":\"a\"}",
      "  and a document may bring its own passages, and their vectors:",
      "    \"chunks\":[{\"start\":0,\"end\":18,\"field\":\"text\",\"vector\":[…]}]",
      "  A line that breaks a rule is reported and passed over, and the exit code",
      "  is then 1; with --strict it stops the command.",
      "",
      "Example:",
      "  semblance index --collection papers --input papers.jsonl.gz --field year:long"
    })
final class IndexCommand implements Callable<Integer> {
  private final Terminal terminal;

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
      names = "--results",
      paramLabel = "FILE",
      description =
          "Write what became of each line as JSON Lines, as soon as it is on disk; - writes to standard output, and nothing else then.")
  private @Nullable String results;

  @Option(
      names = "--strict",
      description = "Stop at the first line that breaks a rule or repeats an id.")
  private boolean strict;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "Model of a new collection. Default: " + SentenceEncoders.ALL_MINILM_L6_V2_256 + ".")
  private @Nullable String model;

  @ArgGroup(
      validate = false,
      heading = "%nOf a new collection, and the same or absent for one that exists:%n")
  private SchemaOptions schema = new SchemaOptions();

  IndexCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    CollectionStore store = home.collections();
    Optional<CollectionManifest> existing = store.find(name);
    existing.ifPresent(manifest -> schema.requireSame(name, manifest.schema()));
    CollectionSchema ofNew = schema.schema();
    try (InputFile file = InputFile.open(input);
        SentenceEncoder encoder = home.encoder(terminal, modelFor(existing));
        VectorCollection collection =
            existing.isPresent() ? store.open(name, encoder) : store.create(name, encoder, ofNew)) {
      encoder.model().notes().forEach(terminal::remark);
      return index(file, collection) ? 0 : FailureHandler.PARTLY_DONE;
    }
  }

  private String modelFor(Optional<CollectionManifest> existing) {
    if (model != null) {
      return model;
    }
    return existing
        .map(manifest -> manifest.model().source())
        .orElse(SentenceEncoders.ALL_MINILM_L6_V2_256);
  }

  /** Whether every line is now as was asked. */
  private boolean index(InputFile file, VectorCollection collection) {
    CollectionSchema made = collection.manifest().schema();
    UndeclaredFields undeclared = new UndeclaredFields(made);
    try (ResultLines lines = results == null ? null : ResultLines.open(results)) {
      LineOutcomes outcomes = new LineOutcomes(new Told(lines), undeclared, strict);
      ChangeReader changes = new ChangeReader(input, file, made.textFields(), outcomes, strict);
      BulkReport load = load(file, collection, changes, outcomes, lines);
      IndexReport report =
          new IndexReport(collection, load, changes.replaced(), outcomes.badLines());
      tell(report, lines);
      String note = undeclared.note();
      if (note != null) {
        terminal.remark(note);
      }
      return report.isWhole();
    }
  }

  private BulkReport load(
      InputFile file,
      VectorCollection collection,
      ChangeReader changes,
      LineOutcomes outcomes,
      @Nullable ResultLines lines) {
    try (ProgressBar bar =
        new ProgressBar(terminal, "documents", done -> file.share(done, changes.read()))) {
      return new BulkIndexer(
              collection,
              onDisk -> {
                outcomes.results(onDisk);
                if (lines != null) {
                  lines.flush();
                }
              },
              bar)
          .run(changes);
    }
  }

  private void tell(IndexReport report, @Nullable ResultLines lines) {
    if (lines != null) {
      lines.summary(report.toJson());
    }
    if (lines == null || !lines.isStandardOutput()) {
      if (json) {
        terminal.json(report.toJson());
      } else {
        report.print(terminal);
      }
    }
  }

  /** Tells people of failures and the results file of everything. */
  private final class Told implements LineOutcomes.Target {
    /** After this many failures only their count is told. */
    private static final int MAX_TOLD = 20;

    private final @Nullable ResultLines lines;
    private long failures;

    Told(@Nullable ResultLines lines) {
      this.lines = lines;
    }

    @Override
    public void done(long line, ChangeResult result) {
      if (lines != null) {
        lines.done(line, result);
      }
    }

    @Override
    public void failed(long line, @Nullable String id, SemblanceException problem) {
      if (lines != null) {
        lines.failed(line, id, problem);
      }
      String message = input + " line " + line + ": " + problem.getMessage();
      if (strict) {
        throw SemblanceException.invalid(
            message + " (--strict stops here; what was on disk by now is kept)");
      }
      failures++;
      if (failures <= MAX_TOLD) {
        terminal.error("passed over " + message);
      } else if (failures == MAX_TOLD + 1) {
        terminal.error("more lines were passed over; only their number is told from here on");
      }
    }
  }
}
