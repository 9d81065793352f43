package io.semblance.cli;

import io.semblance.index.CollectionSchema;
import io.semblance.index.Explanation;
import io.semblance.index.PassageHit;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchResult;
import java.util.List;
import java.util.Locale;

/** Search results for people: a line for each hit, its passages below it, counts at the end. */
record SearchPrinter(Terminal terminal, SearchMode mode, CollectionSchema schema) {
  private static final String INDENT = "   ";

  /** How lines about the parts of a word's score begin; JSON has them. */
  private static final String DETAIL = "    ";

  void print(SearchResult result) {
    if (result.hits().isEmpty()) {
      terminal.print(
          String.format(Locale.ROOT, "nothing found in %,d documents", result.documents()));
      return;
    }
    TextTable table = table(result.hits());
    List<String> lines = table.lines(terminal.width());
    terminal.print(terminal.dim(lines.get(0)));
    for (int i = 0; i < result.hits().size(); i++) {
      terminal.print(lines.get(i + 1));
      printBelow(result.hits().get(i));
    }
    if (!result.facets().isEmpty()) {
      terminal.print("");
      terminal.print(
          terminal.dim(
              String.format(
                  Locale.ROOT, "counted over %,d documents found:", result.total().value())));
      result.facets().forEach(facet -> FacetPrinter.print(facet, terminal));
      terminal.print("");
    }
    terminal.print(terminal.dim(Display.timing(result)));
    if (result.nextCursor() != null) {
      terminal.print(terminal.dim("next page: --cursor " + result.nextCursor()));
    }
  }

  private TextTable table(List<SearchHit> hits) {
    boolean fused = mode == SearchMode.HYBRID;
    TextTable table =
        fused
            ? new TextTable(">#", ">score", ">cosine", ">BM25", "id", "title")
            : new TextTable(">#", mode == SearchMode.DENSE ? ">cosine" : ">BM25", "id", "title");
    for (SearchHit hit : hits) {
      String rank = Integer.toString(hit.rank());
      String id = hit.document().id();
      String title = title(hit);
      String score = String.format(Locale.ROOT, "%.4f", hit.score());
      if (fused) {
        String cosine = Display.score(hit.parts().similarity());
        table.row(rank, score, cosine, Display.score(hit.parts().bm25()), id, title);
      } else {
        table.row(rank, score, id, title);
      }
    }
    return table;
  }

  /** The heading, where documents have one. */
  private String title(SearchHit hit) {
    List<String> fields = schema.textFields();
    return fields.size() == 1 ? "" : hit.document().text(fields.get(0));
  }

  private void printBelow(SearchHit hit) {
    int width = terminal.width() - INDENT.length();
    String title = title(hit);
    for (PassageHit passage : hit.passages()) {
      if (!passage.text().equals(title)) {
        terminal.print(INDENT + Snippet.of(passage, width).styled(terminal));
      }
    }
    if (hit.explanation() != null) {
      printExplanation(hit.explanation());
    }
  }

  private void printExplanation(Explanation explanation) {
    for (Explanation.Contribution part : explanation.contributions()) {
      terminal.print(
          terminal.dim(
              String.format(
                  Locale.ROOT,
                  "%s%s: rank %d, %.4f, adds %.4f",
                  INDENT,
                  part.component(),
                  part.rank(),
                  part.score(),
                  part.value())));
    }
    explanation
        .lexical()
        .lines()
        .filter(line -> !line.startsWith(DETAIL))
        .forEach(line -> terminal.print(terminal.dim(INDENT + INDENT + line.stripTrailing())));
  }
}
