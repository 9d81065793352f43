package io.semblance.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.clustering.duplicates.Decision;
import io.semblance.clustering.duplicates.DuplicateGroup;
import io.semblance.clustering.duplicates.DuplicateGroups;
import io.semblance.clustering.duplicates.Tier;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Duplicates as people and scripts read them.
 *
 * @param items that were compared
 * @param seconds without encoding
 */
record DuplicateReport(List<TextItem> items, DuplicateGroups groups, double seconds) {
  private static final int MAX_SHOWN = 5;

  void print(Terminal terminal, int show) {
    TextTable table = new TextTable("action", "why", "text");
    groups.groups().stream().limit(show).forEach(group -> print(group, table));
    if (show > 0 && !groups.groups().isEmpty()) {
      table.print(terminal);
    }
    terminal.print(
        String.format(
            Locale.ROOT,
            "%,d of %,d texts can go (%,d same text, %,d nearly the same words, %,d same meaning), in %,d groups, %.1f s",
            groups.deleted(),
            groups.items(),
            count(Tier.EXACT_TEXT),
            count(Tier.NEAR_TEXT),
            count(Tier.SEMANTIC),
            groups.groups().size(),
            seconds));
  }

  private void print(DuplicateGroup group, TextTable table) {
    table.row("keep", group.keep().rule().name().toLowerCase(Locale.ROOT), text(group.keep()));
    for (Decision.Delete delete : group.deletes().stream().limit(MAX_SHOWN).toList()) {
      table.row(
          "delete",
          String.format(Locale.ROOT, "%s %.3f", label(delete.tier()), delete.score()),
          text(delete));
    }
    if (group.deletes().size() > MAX_SHOWN) {
      table.row("delete", "", "… " + (group.deletes().size() - MAX_SHOWN) + " more");
    }
  }

  private static String label(Tier tier) {
    return switch (tier) {
      case EXACT_TEXT -> "text";
      case NEAR_TEXT -> "words";
      case SEMANTIC -> "meaning";
    };
  }

  private String text(Decision decision) {
    return items.get(decision.item()).text();
  }

  private long count(Tier tier) {
    return groups.groups().stream()
        .flatMap(group -> group.deletes().stream())
        .filter(delete -> delete.tier() == tier)
        .count();
  }

  /** A line for each text, in the order of their content. */
  void writeDecisions(String name) throws IOException {
    ObjectNode[] decisions = new ObjectNode[items.size()];
    for (DuplicateGroup group : groups.groups()) {
      String kept = items.get(group.keep().item()).id();
      decisions[group.keep().item()] =
          node(group.keep().item(), "keep")
              .put("rule", group.keep().rule().name().toLowerCase(Locale.ROOT))
              .put("group_size", group.size());
      for (Decision.Delete delete : group.deletes()) {
        decisions[delete.item()] =
            node(delete.item(), "delete")
                .put("tier", label(delete.tier()))
                .put("score", delete.score())
                .put("keep", kept);
      }
    }
    new CommandOutput(name)
        .write(
            WrittenText::on,
            lines -> {
              for (int item = 0; item < decisions.length; item++) {
                ObjectNode decision = decisions[item];
                lines.line((decision == null ? node(item, "keep") : decision).toString());
              }
            });
  }

  private ObjectNode node(int item, String action) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", items.get(item).id())
        .put("action", action);
  }

  /** The texts that stay, as a table of ids and texts. */
  void writeKept(String name) throws IOException {
    boolean[] goes = new boolean[items.size()];
    groups.groups().stream()
        .flatMap(group -> group.deletes().stream())
        .forEach(delete -> goes[delete.item()] = true);
    new CommandOutput(name)
        .write(
            WrittenText::on,
            lines -> {
              for (int item = 0; item < goes.length; item++) {
                if (!goes[item]) {
                  lines.line(
                      PairFile.cell(items.get(item).id())
                          + "\t"
                          + PairFile.cell(items.get(item).text()));
                }
              }
            });
  }

  ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("texts", groups.items())
        .put("kept", groups.kept())
        .put("deleted", groups.deleted())
        .put("groups", groups.groups().size())
        .put("same_text", count(Tier.EXACT_TEXT))
        .put("nearly_same_words", count(Tier.NEAR_TEXT))
        .put("same_meaning", count(Tier.SEMANTIC))
        .put("seconds", seconds);
  }
}
