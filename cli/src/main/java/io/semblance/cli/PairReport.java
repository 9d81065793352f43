package io.semblance.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.clustering.graph.GraphReport;
import io.semblance.clustering.pairs.Pair;
import io.semblance.clustering.pairs.Pairs;
import io.semblance.eval.measure.GoldPairs;
import io.semblance.eval.measure.PairQuality;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What mining found, in short.
 *
 * @param graph how it was searched; null when all texts were compared
 * @param quality against known pairs, or null
 * @param seconds without encoding
 */
record PairReport(
    TextVectors texts,
    Pairs pairs,
    @Nullable GraphReport graph,
    @Nullable PairQuality quality,
    double seconds) {
  /** Measures pairs against known ones. */
  static PairQuality quality(Pairs pairs, GoldPairs gold) {
    PairQuality.Walk walk = PairQuality.walk(gold);
    for (Pair pair : pairs) {
      walk.add(pair.first(), pair.second(), pair.score());
    }
    return walk.quality();
  }

  void print(Terminal terminal, int show) {
    TextTable table = new TextTable(">cosine", "texts");
    Iterator<Pair> best = pairs.iterator();
    for (int shown = 0; shown < show && best.hasNext(); shown++) {
      Pair pair = best.next();
      table.row(
          String.format(Locale.ROOT, "%.4f", pair.score()), texts.items().get(pair.first()).text());
      table.row("", texts.items().get(pair.second()).text());
    }
    if (show > 0 && pairs.count() > 0) {
      table.print(terminal);
    }
    terminal.print(summary());
    if (pairs.truncated()) {
      terminal.remark("there were more pairs; only the closest were kept, see --max-pairs");
    }
    if (quality != null) {
      terminal.print(measured(quality));
    }
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%,d pairs among %,d texts (%,d different vectors), %s, %.1f s",
        pairs.count(),
        texts.items().size(),
        texts.unique().count(),
        searched(),
        seconds);
  }

  private String searched() {
    return graph == null
        ? "all compared"
        : String.format(
            Locale.ROOT,
            "%.1f %% of the true pairs found (95 %%: %.1f to %.1f)",
            100 * graph.recall().value(),
            100 * graph.recall().low(),
            100 * graph.recall().high());
  }

  private static String measured(PairQuality quality) {
    return String.format(
        Locale.ROOT,
        "against %,d known pairs: average precision %.4f, best F1 %.4f (precision %.4f, recall %.4f) at %.4f",
        quality.gold(),
        quality.averagePrecision(),
        quality.f1(),
        quality.precision(),
        quality.recall(),
        quality.threshold());
  }

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("texts", texts.items().size());
    node.put("vectors", texts.unique().count());
    node.put("pairs", pairs.count());
    node.put("truncated", pairs.truncated());
    node.put("exact", graph == null);
    if (graph != null) {
      node.put("recall", graph.recall().value());
      node.put("recall_low", graph.recall().low());
      node.put("recall_high", graph.recall().high());
    }
    node.put("seconds", seconds);
    if (quality != null) {
      ObjectNode measures = node.putObject("gold");
      measures.put("pairs", quality.gold());
      measures.put("average_precision", quality.averagePrecision());
      measures.put("f1", quality.f1());
      measures.put("precision", quality.precision());
      measures.put("recall", quality.recall());
      measures.put("threshold", quality.threshold());
    }
    return node;
  }
}
