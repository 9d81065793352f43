package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.index.Page;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.VectorCollection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches a collection. */
@Command(
    name = "search",
    description = "Finds the documents of a collection that answer a query.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nScores:%n",
    footer = {
      "  dense    cosine of query and closest passage, -1 to 1",
      "  lexical  BM25",
      "  hybrid   both lists fused; the cosine is shown beside it",
      "",
      "Examples:",
      "  semblance search --collection papers \"does vitamin C help against colds?\" --top 5",
      "  semblance search --collection papers \"colds\" --filter \"year>=2015\" --facet journal",
      "  semblance search --collection papers --like doc-17 --unlike doc-3"
    })
final class SearchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ExistingCollection existing = new ExistingCollection();
  @Mixin private QueryOptions query = new QueryOptions();

  @Option(
      names = {"-k", "--top"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many hits, at most " + Page.MAX_LIMIT + ". Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--cursor",
      paramLabel = "TOKEN",
      description =
          "Go on where an earlier page ended, with its token; good while the collection does not change.")
  private @Nullable String cursor;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "dense",
      description = "dense (by meaning), lexical (by words) or hybrid. Default: ${DEFAULT-VALUE}.")
  private SearchMode mode = SearchMode.DENSE;

  @Mixin private FilterOption filter = new FilterOption();
  @Mixin private RankingOptions ranking = new RankingOptions();
  @Mixin private ShownOptions shown = new ShownOptions();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "Only if the collection's model is a folder that has moved.")
  private @Nullable String model;

  @Option(
      names = "--run",
      paramLabel = "FILE",
      description =
          "With --queries: write a TREC run file, which evaluation tools read, instead of hits.")
  private @Nullable String run;

  SearchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    String file = query.queriesFile();
    if (file != null) {
      List<QueriesFile.NamedQuery> queries = QueriesFile.read(file);
      return with(collection -> searchAll(collection, queries));
    }
    if (run != null) {
      throw SemblanceException.invalid("--run needs --queries: each line of a run names its query");
    }
    SearchInput input = query.input();
    return with(
        collection -> {
          show(collection, collection.search(request(collection, input)), input);
          return 0;
        });
  }

  /** A search by words encodes nothing. */
  private int with(Function<VectorCollection, Integer> work) {
    return mode == SearchMode.LEXICAL
        ? existing.withoutModel(work)
        : existing.with(terminal, model, work);
  }

  private SearchRequest request(VectorCollection collection, SearchInput input) {
    return new SearchRequest(
        input,
        mode,
        new Page(top, cursor),
        ranking.depth(),
        filter.filter(),
        ranking.ranking(),
        shown.shown(collection.manifest().schema()));
  }

  private void show(VectorCollection collection, SearchResult result, SearchInput input) {
    if (shown.json()) {
      terminal.json(new SearchJson(existing.name(), mode, ranking.ranking()).of(result, input));
    } else {
      new SearchPrinter(terminal, mode, collection.manifest().schema()).print(result);
    }
  }

  private int searchAll(VectorCollection collection, List<QueriesFile.NamedQuery> queries) {
    try (RunFile file = run == null ? null : new RunFile(run, mode)) {
      for (QueriesFile.NamedQuery each : queries) {
        SearchInput input = new SearchInput.Text(each.text());
        SearchResult result = collection.search(request(collection, input));
        if (file != null) {
          file.add(each.id(), result.hits());
        } else if (shown.json()) {
          SearchJson json = new SearchJson(existing.name(), mode, ranking.ranking());
          terminal.jsonLine(json.of(result, input).put("query_id", each.id()));
        } else {
          terminal.print(terminal.bold("“" + TextTable.singleLine(each.text()) + "”"));
          show(collection, result, input);
          terminal.print("");
        }
      }
    }
    return 0;
  }
}
