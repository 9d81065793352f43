package io.semblance.cli;

import io.semblance.error.SemblanceException;
import io.semblance.eval.measure.GoldPairs;
import io.semblance.eval.measure.GoldPairs.IdPair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Pairs that are known to be duplicates: two ids a line with a tab between, maybe a heading. */
final class GoldFile {
  private static final String HEADING = "id1\tid2";

  private GoldFile() {}

  /** Reads pairs of these items. */
  static GoldPairs read(String file, List<TextItem> items) {
    List<IdPair> pairs = new ArrayList<>();
    try (InputFile input = InputFile.open(file)) {
      LineReader lines = new LineReader(input.content());
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        if (line.number() > 1 || !line.text().startsWith(HEADING)) {
          pairs.add(pair(file, line));
        }
      }
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
    return GoldPairs.of(items.stream().map(TextItem::id).toList(), pairs);
  }

  private static IdPair pair(String file, LineReader.Line line) {
    String[] cells = line.text().split("\t", -1);
    if (line.problem() != null || cells.length < 2) {
      throw SemblanceException.invalid(
          file + " line " + line.number() + ": a line must be two ids with a tab between");
    }
    return new IdPair(cells[0], cells[1]);
  }
}
