package io.semblance.cli;

import io.semblance.encoder.hub.ClaimedResult;
import io.semblance.encoder.hub.Emissions;
import io.semblance.encoder.hub.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints a model card in sections that people can read. */
final class CardPrinter {
  private final Terminal terminal;

  CardPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(ModelCard card) {
    fact("task", card.task());
    fact("licence", card.licence());
    fact("library", card.library());
    fact("languages", String.join(", ", card.languages()));
    fact("base model", String.join(", ", card.baseModels()));
    fact("tags", String.join(", ", card.tags()));
    fact("trained on", String.join(", ", card.datasets()));
    fact("metrics", String.join(", ", card.metrics()));
    fact("training CO2", emissions(card.emissions()));
    card.warnings().forEach(warning -> fact("warning", warning));
    results(card.results());
    text(card);
  }

  private void text(ModelCard card) {
    boolean sections =
        !card.intendedUse().isEmpty()
            || !card.limitations().isEmpty()
            || !card.trainingData().isEmpty();
    section("Intended use", card.intendedUse());
    section("Limitations", card.limitations());
    section("Training data", card.trainingData());
    if (!sections) {
      section("Card", card.text());
    }
  }

  private void results(List<ClaimedResult> results) {
    if (results.isEmpty()) {
      return;
    }
    terminal.print("");
    terminal.print(terminal.bold("Results claimed by the publisher"));
    TextTable table = new TextTable("task", "data", ">value", "metric");
    for (ClaimedResult result : results) {
      String value = String.format(Locale.ROOT, "%.4f", result.value());
      table.row(result.task(), result.dataset(), value, result.metric());
    }
    table.print(terminal);
  }

  private static String emissions(@Nullable Emissions emissions) {
    if (emissions == null) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    add(parts, emissions.grams(), " g CO2eq");
    add(parts, emissions.kilowattHours(), " kWh");
    add(parts, emissions.hours(), " hours");
    if (emissions.hardware() != null) {
      parts.add("on " + emissions.hardware());
    }
    if (emissions.source() != null) {
      parts.add("by " + emissions.source());
    }
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, @Nullable Double value, String unit) {
    if (value != null) {
      parts.add(String.format(Locale.ROOT, "%.4g", value) + unit);
    }
  }

  private void section(String heading, String text) {
    if (!text.isEmpty()) {
      terminal.print("");
      terminal.print(terminal.bold(heading));
      text.lines().map(CardPrinter::printable).forEach(terminal::print);
    }
  }

  private void fact(String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      ModelsShowCommand.line(terminal, key, printable(value));
    }
  }

  /** A card comes from a stranger: no control characters for the terminal. */
  private static String printable(String text) {
    return text.replace('\t', ' ').replaceAll("\\p{Cntrl}", "");
  }
}
