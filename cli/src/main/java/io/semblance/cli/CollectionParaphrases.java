package io.semblance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.index.VectorCollection;
import io.semblance.index.clusters.Coverage;
import io.semblance.index.clusters.ParaphraseGroup;
import io.semblance.index.clusters.ParaphrasePair;
import io.semblance.index.clusters.ParaphraseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a collection that say the same, for people and scripts.
 *
 * @param output a file for all of it, or null: a line a pair as 'semblance mine' has it, or an
 *     object a line for each group
 * @param show how much is printed
 * @param json whether the summary is printed as JSON
 */
record CollectionParaphrases(
    VectorCollection collection,
    ParaphraseResult result,
    @Nullable String output,
    int show,
    boolean json) {

  /** Writes and prints pairs. */
  void tellPairs(Terminal terminal) {
    List<ParaphrasePair> shown = new ArrayList<>();
    long[] count = new long[1];
    write(
        file -> {
          if (file != null) {
            file.line("score\tid1\tid2\ttext1\ttext2");
          }
          result.pairs(
              pair -> {
                if (count[0]++ < show) {
                  shown.add(pair);
                }
                if (file != null) {
                  write(pair, file);
                }
              });
        });
    if (json) {
      terminal.json(summary().put("pairs", count[0]));
      return;
    }
    TextTable table = new TextTable(">cosine", "id", "text");
    for (ParaphrasePair pair : shown) {
      table.row(String.format(Locale.ROOT, "%.4f", pair.score()), pair.a(), text(pair.a()));
      table.row("", pair.b(), text(pair.b()));
    }
    print(terminal, table, shown.isEmpty(), count[0] + " pairs");
  }

  /** Writes and prints groups. */
  void tellGroups(Terminal terminal) {
    write(
        file -> {
          if (file != null) {
            for (ParaphraseGroup group : result.groups()) {
              file.line(toJson(group).toString());
            }
          }
        });
    int surplus = result.groups().stream().mapToInt(group -> group.deletes().size()).sum();
    if (json) {
      terminal.json(summary().put("groups", result.groups().size()).put("deleted", surplus));
      return;
    }
    TextTable table = new TextTable("action", ">score", "id", "text");
    for (ParaphraseGroup group : result.groups().stream().limit(show).toList()) {
      table.row("keep", "", group.keep(), text(group.keep()));
      for (ParaphraseGroup.Surplus document : group.deletes()) {
        table.row(
            "delete",
            String.format(Locale.ROOT, "%.4f", document.score()),
            document.id(),
            text(document.id()));
      }
    }
    print(
        terminal,
        table,
        result.groups().isEmpty(),
        surplus + " documents can go, in " + result.groups().size() + " groups");
  }

  private void print(Terminal terminal, TextTable table, boolean isEmpty, String found) {
    if (!isEmpty && show > 0) {
      table.print(terminal);
    }
    Coverage coverage = result.coverage();
    terminal.print(
        String.format(
            Locale.ROOT,
            "%s among %,d documents at version %d, %s",
            found,
            coverage.documents(),
            coverage.version(),
            coverage.exact()
                ? "all compared"
                : String.format(
                    Locale.ROOT, "%.1f %% of the true pairs found", 100 * coverage.recall())));
    if (coverage.truncated()) {
      terminal.remark("there were more pairs; only the closest were kept, see --max-pairs");
    }
  }

  private interface Lines {
    void write(@Nullable WrittenText file) throws IOException;
  }

  private void write(Lines lines) {
    try {
      if (output == null) {
        lines.write(null);
      } else {
        new CommandOutput(output).write(WrittenText::on, lines::write);
      }
    } catch (UncheckedIOException e) {
      throw failure(e);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private SemblanceException failure(Exception cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, "cannot write " + output + ": " + cause, cause);
  }

  private void write(ParaphrasePair pair, WrittenText file) {
    try {
      file.line(
          String.format(
              Locale.ROOT,
              "%.6f\t%s\t%s\t%s\t%s",
              pair.score(),
              PairFile.cell(pair.a()),
              PairFile.cell(pair.b()),
              PairFile.cell(text(pair.a())),
              PairFile.cell(text(pair.b()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(String id) {
    return collection
        .find(id)
        .map(found -> found.document().searchableText(collection.manifest().schema().textFields()))
        .orElse("");
  }

  private static ObjectNode toJson(ParaphraseGroup group) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("keep", group.keep());
    ArrayNode deletes = node.putArray("delete");
    for (ParaphraseGroup.Surplus document : group.deletes()) {
      deletes
          .addObject()
          .put("id", document.id())
          .put("tier", document.tier().name().toLowerCase(Locale.ROOT))
          .put("score", document.score());
    }
    return node.put("min_score", group.minScore());
  }

  private ObjectNode summary() {
    Coverage coverage = result.coverage();
    return JsonNodeFactory.instance
        .objectNode()
        .put("documents", coverage.documents())
        .put("without_vector", coverage.withoutVector())
        .put("version", coverage.version())
        .put("exact", coverage.exact())
        .put("recall", coverage.recall())
        .put("truncated", coverage.truncated());
  }
}
