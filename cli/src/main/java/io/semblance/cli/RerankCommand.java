package io.semblance.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.Ranked;
import io.semblance.encoder.RerankOptions;
import io.semblance.encoder.Reranker;
import io.semblance.encoder.Rerankers;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Orders documents by a cross-encoder. */
@Command(
    name = "rerank",
    description =
        "Orders documents by how well they answer a query, reading each together with the query.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nModel:%n",
    footer = {
      "  The folder of a cross-encoder with an ONNX graph, such as ms-marco-MiniLM-L6-v2",
      "  or bge-reranker-base. It is slower than comparing vectors and better: let search",
      "  find 50 candidates, and rerank those.",
      "",
      "Examples:",
      "  semblance rerank --model models/reranker --query \"what causes scurvy?\" \\",
      "      \"A lack of vitamin C.\" \"The moon pulls the sea.\"",
      "  semblance rerank --model models/reranker --query \"tides\" --documents notes.txt --top 3"
    })
final class RerankCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "DIR",
      description = "A cross-encoder's folder.")
  private String model = "";

  @Option(
      names = {"-q", "--query"},
      required = true,
      paramLabel = "TEXT",
      description = "What the documents should answer.")
  private String query = "";

  @Option(
      names = {"-d", "--documents"},
      paramLabel = "FILE",
      description = "One document a line, gzip or plain; - reads standard input.")
  private @Nullable String documents;

  @Parameters(arity = "0..*", paramLabel = "TEXT", description = "More documents.")
  private List<String> texts = List.of();

  @Option(
      names = {"-k", "--top"},
      paramLabel = "N",
      description = "How many to print. Default: all.")
  private int top = Integer.MAX_VALUE;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  RerankCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<String> candidates = candidates();
    try (Reranker reranker = home.open(terminal, options -> Rerankers.load(model, options));
        ProgressBar bar =
            new ProgressBar(terminal, "documents", done -> (double) done / candidates.size())) {
      List<Ranked> ranked = reranker.rank(query, candidates, top, RerankOptions.DEFAULT, bar);
      bar.clear();
      if (json) {
        terminal.json(toJson(reranker, candidates, ranked));
      } else {
        print(candidates, ranked);
      }
      long cut = ranked.stream().filter(document -> document.tokens().truncated()).count();
      if (cut > 0) {
        terminal.note(
            cut
                + " of these were read only to the model's limit of "
                + reranker.model().maxTokens()
                + " tokens, query included");
      }
    }
    return 0;
  }

  private List<String> candidates() throws IOException {
    List<String> candidates = new ArrayList<>();
    if (documents != null) {
      try (InputFile file = InputFile.open(documents)) {
        new TextLines(documents, new LineReader(file.content())).forEachRemaining(candidates::add);
      }
    }
    candidates.addAll(texts);
    if (candidates.isEmpty()) {
      throw SemblanceException.invalid(
          "there are no documents to rank; give them as arguments or with --documents FILE");
    }
    return candidates;
  }

  private void print(List<String> candidates, List<Ranked> ranked) {
    TextTable table = new TextTable(">#", ">score", ">line", "document");
    for (int i = 0; i < ranked.size(); i++) {
      Ranked document = ranked.get(i);
      table.row(
          Integer.toString(i + 1),
          String.format(Locale.ROOT, "%.4f", document.score()),
          Integer.toString(document.document() + 1),
          candidates.get(document.document()));
    }
    table.print(terminal);
  }

  private ObjectNode toJson(Reranker reranker, List<String> candidates, List<Ranked> ranked) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("model", reranker.model().id());
    node.put("activation", reranker.model().activation());
    node.put("query", query);
    for (Ranked document : ranked) {
      node.withArray("documents")
          .addObject()
          .put("index", document.document())
          .put("score", document.score())
          .put("tokens", document.tokens().tokens())
          .put("truncated", document.tokens().truncated())
          .put("text", candidates.get(document.document()));
    }
    return node;
  }
}
