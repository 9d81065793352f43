package io.semblance.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.index.BulkReport;
import io.semblance.index.CollectionModel;
import io.semblance.index.VectorCollection;
import java.time.Duration;
import java.util.Locale;

/**
 * What {@code index} did, for people and as JSON.
 *
 * @param load how it went
 * @param replaced documents with an id that came before in the input
 * @param badLines lines that could not be read
 */
record IndexReport(VectorCollection collection, BulkReport load, long replaced, long badLines) {
  /** Whether every line is now as was asked. */
  boolean isWhole() {
    return badLines + load.rejected() + load.notFound() == 0;
  }

  void print(Terminal terminal) {
    double seconds = seconds(load.elapsed());
    terminal.print(
        String.format(
            Locale.ROOT,
            "%,d documents in %.1f s (%,.0f/s, %.1f %% of it encoding); collection '%s' now holds %,d",
            load.succeeded(),
            seconds,
            load.succeeded() / Math.max(seconds, 1e-3),
            100 * seconds(load.encoding()) / Math.max(seconds, 1e-3),
            collection.manifest().name(),
            collection.size()));
    print(terminal, load.unchanged(), "were there already, unchanged");
    print(terminal, load.deleted(), "were deleted");
    print(
        terminal,
        load.truncated(),
        "passages that came with their documents were longer than the model's "
            + collection.encoder().model().maxTokens()
            + " tokens: only their beginning is in the vector");
    print(terminal, replaced, "had an id that came before in this input; the last one won");
    print(terminal, badLines, "bad lines were passed over");
    print(terminal, load.rejected(), "documents were rejected");
    print(terminal, load.notFound(), "documents to patch or delete were not there");
  }

  private static void print(Terminal terminal, long count, String what) {
    if (count > 0) {
      terminal.print(String.format(Locale.ROOT, "%,d ", count) + what);
    }
  }

  ObjectNode toJson() {
    CollectionModel model = collection.manifest().model();
    ObjectNode summary = JsonNodeFactory.instance.objectNode();
    summary.put("collection", collection.manifest().name());
    summary.put("model", model.id());
    summary.put("dimensions", model.dimension());
    summary.put("documents", collection.size());
    summary.put("ok", load.succeeded());
    summary.put("failed", badLines + load.rejected() + load.notFound());
    summary.put("created", load.created());
    summary.put("updated", load.updated());
    summary.put("unchanged", load.unchanged());
    summary.put("deleted", load.deleted());
    summary.put("not_found", load.notFound());
    summary.put("rejected", load.rejected());
    summary.put("bad_lines", badLines);
    summary.put("repeated_ids", replaced);
    summary.put("encoded_passages", load.encoded());
    summary.put("truncated_passages", load.truncated());
    summary.put("tokens", load.tokens());
    summary.put("took_ms", load.elapsed().toMillis());
    summary.put("encoding_ms", load.encoding().toMillis());
    summary.put("state", "durable");
    return summary;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
