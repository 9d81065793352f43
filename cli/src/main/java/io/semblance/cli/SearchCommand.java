package io.semblance.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.index.CollectionManifest;
import io.semblance.index.CollectionStore;
import io.semblance.index.Page;
import io.semblance.index.Scan;
import io.semblance.index.SearchDepth;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.SourceDocument;
import io.semblance.index.VectorCollection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches a collection. */
@Command(
    name = "search",
    description = "Finds the documents of a collection that answer a query.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nScores:%n",
    footer = {
      "  dense    cosine of query and document, -1 to 1",
      "  lexical  BM25",
      "  hybrid   reciprocal rank fusion of both; the cosine is shown beside it",
      "",
      "Example:",
      "  semblance search --collection scifact \"does vitamin C help against colds?\" --top 5"
    })
final class SearchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = {"-c", "--collection"},
      required = true,
      paramLabel = "NAME",
      description = "The collection to search.")
  private String name = "";

  @Parameters(paramLabel = "QUERY", description = "What to look for, in your own words.")
  private String query = "";

  @Option(
      names = {"-k", "--top"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many hits, at most " + Page.MAX_LIMIT + ". Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "dense",
      description = "dense (by meaning), lexical (by words) or hybrid. Default: ${DEFAULT-VALUE}.")
  private SearchMode mode = SearchMode.DENSE;

  @Option(
      names = "--scan",
      paramLabel = "SCAN",
      defaultValue = "auto",
      description =
          "exact (compare every vector), graph (HNSW) or auto (exact in small collections). Default: ${DEFAULT-VALUE}.")
  private Scan scan = Scan.AUTO;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "Only if the collection's model is a folder that has moved.")
  private @Nullable String model;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  SearchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    SearchRequest request = SearchRequest.of(query, mode, top).withDepth(SearchDepth.of(scan));
    CollectionStore store = home.collections();
    CollectionManifest manifest = store.find(name).orElseThrow(() -> store.unknown(name));
    try (SentenceEncoder encoder =
            home.encoder(terminal, model == null ? manifest.model().source() : model);
        VectorCollection collection = store.open(name, encoder)) {
      encoder.model().notes().forEach(terminal::remark);
      SearchResult result = collection.search(request);
      if (json) {
        terminal.json(toJson(result));
      } else {
        print(result);
      }
    }
    return 0;
  }

  private void print(SearchResult result) {
    if (result.hits().isEmpty()) {
      terminal.print("nothing found in " + result.documents() + " documents");
      return;
    }
    TextTable table = new TextTable(">#", ">score", ">cosine", "id", "document");
    for (SearchHit hit : result.hits()) {
      table.row(
          Integer.toString(hit.rank()),
          String.format(Locale.ROOT, "%.4f", hit.score()),
          Display.similarity(hit.parts()),
          hit.document().id(),
          Display.snippet(hit.document()));
    }
    table.print(terminal);
    terminal.print(terminal.dim(Display.timing(result)));
  }

  private ObjectNode toJson(SearchResult result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("collection", name);
    node.put("query", query);
    node.put("mode", mode.name().toLowerCase(Locale.ROOT));
    node.put("documents", result.documents());
    node.put("scan", result.scan().name().toLowerCase(Locale.ROOT));
    node.put("encoding_ms", result.encoding().toNanos() / 1e6);
    node.put("searching_ms", result.searching().toNanos() / 1e6);
    result.hits().forEach(hit -> node.withArray("hits").add(toJson(hit)));
    if (result.hits().isEmpty()) {
      node.putArray("hits");
    }
    return node;
  }

  private static ObjectNode toJson(SearchHit hit) {
    SourceDocument document = hit.document();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rank", hit.rank());
    node.put("id", document.id());
    node.put("score", hit.score());
    ObjectNode scores = node.putObject("scores");
    scores.put("dense", hit.parts().similarity());
    scores.put("dense_rank", hit.parts().denseRank());
    scores.put("lexical", hit.parts().bm25());
    scores.put("lexical_rank", hit.parts().lexicalRank());
    node.putPOJO("document", document.fields());
    return node;
  }
}
