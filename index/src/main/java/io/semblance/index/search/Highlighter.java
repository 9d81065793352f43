package io.semblance.index.search;

import io.semblance.index.PassageHit.Highlight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Finds the words of a query in a text, as they are compared: cut and reduced to their stems. */
final class Highlighter {
  private final Analyzer analyzer;
  private final Set<String> stems = new HashSet<>();

  Highlighter(Analyzer analyzer, String query) throws IOException {
    this.analyzer = analyzer;
    forEachWord(query, (stem, start, end) -> stems.add(stem));
  }

  List<Highlight> in(String text) throws IOException {
    List<Highlight> found = new ArrayList<>();
    forEachWord(
        text,
        (stem, start, end) -> {
          if (stems.contains(stem)) {
            found.add(new Highlight(start, end));
          }
        });
    return found;
  }

  @FunctionalInterface
  private interface WordVisitor {
    void visit(String stem, int start, int end);
  }

  private void forEachWord(String text, WordVisitor visitor) throws IOException {
    try (TokenStream words = analyzer.tokenStream("", text)) {
      CharTermAttribute stem = words.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = words.addAttribute(OffsetAttribute.class);
      words.reset();
      while (words.incrementToken()) {
        visitor.visit(stem.toString(), offset.startOffset(), offset.endOffset());
      }
      words.end();
    }
  }
}
