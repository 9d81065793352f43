package io.semblance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.index.Explanation;
import io.semblance.index.Fusion;
import io.semblance.index.PassageHit;
import io.semblance.index.Ranking;
import io.semblance.index.ScoreParts;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchInput;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchResult;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Search results as JSON.
 *
 * @param collection its name
 */
record SearchJson(String collection, SearchMode mode, Ranking ranking) {
  ObjectNode of(SearchResult result, SearchInput input) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("collection", collection);
    if (input instanceof SearchInput.Text text) {
      node.put("query", text.text());
    }
    node.put("mode", mode.name().toLowerCase(Locale.ROOT));
    ArrayNode hits = node.putArray("hits");
    result.hits().forEach(hit -> hits.add(hit(hit)));
    node.putObject("total")
        .put("value", result.total().value())
        .put("relation", result.total().exact() ? "eq" : "gte");
    if (!result.facets().isEmpty()) {
      node.set("facets", FacetJson.of(result.facets()));
    }
    if (result.nextCursor() != null) {
      node.put("next_cursor", result.nextCursor());
    }
    node.put("documents", result.documents());
    node.put("scan", result.scan().name().toLowerCase(Locale.ROOT));
    node.put("encoding_ms", milliseconds(result.encoding()));
    node.put("took_ms", milliseconds(result.encoding().plus(result.searching())));
    return node;
  }

  private ObjectNode hit(SearchHit hit) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rank", hit.rank());
    node.put("id", hit.document().id());
    node.put("score", hit.score());
    node.set("scores", scores(hit.parts()));
    node.put("version", hit.version());
    ArrayNode passages = node.putArray("passages");
    hit.passages().forEach(passage -> passages.add(passage(passage)));
    node.putPOJO("doc", hit.document().fields());
    if (hit.explanation() != null) {
      node.set("explanation", explanation(hit.explanation()));
    }
    return node;
  }

  private ObjectNode scores(ScoreParts parts) {
    ObjectNode scores = JsonNodeFactory.instance.objectNode();
    putIfPresent(scores, "dense", parts.similarity());
    putIfPresent(scores, "lexical", parts.bm25());
    String fused = ranking.fusion() instanceof Fusion.Linear ? "linear" : "rrf";
    putIfPresent(scores, fused, parts.fused());
    return scores;
  }

  private static void putIfPresent(ObjectNode node, String name, @Nullable Double value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static ObjectNode passage(PassageHit hit) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("field", hit.passage().field());
    node.put("start", hit.passage().start());
    node.put("end", hit.passage().end());
    node.put("text", hit.text());
    if (!Double.isNaN(hit.similarity())) {
      node.put("score", hit.similarity());
    }
    if (!hit.highlights().isEmpty()) {
      ArrayNode highlights = node.putArray("highlights");
      hit.highlights()
          .forEach(
              mark -> highlights.addObject().put("start", mark.start()).put("end", mark.end()));
    }
    return node;
  }

  private static ObjectNode explanation(Explanation explanation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode contributions = node.putArray("contributions");
    for (Explanation.Contribution part : explanation.contributions()) {
      contributions
          .addObject()
          .put("component", part.component())
          .put("rank", part.rank())
          .put("score", part.score())
          .put("value", part.value());
    }
    if (!explanation.lexical().isEmpty()) {
      node.put("lexical", explanation.lexical());
    }
    return node;
  }

  private static double milliseconds(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }
}
