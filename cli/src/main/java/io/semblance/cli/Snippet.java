package io.semblance.cli;

import io.semblance.index.PassageHit;
import io.semblance.index.PassageHit.Highlight;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a passage that fits on a line, cut around the words that match.
 *
 * @param pieces in order, each one line
 */
record Snippet(List<Piece> pieces) {
  private static final String CUT = "…";

  /** What comes before the first word that matches, as a part of the line. */
  private static final int LEAD = 4;

  Snippet {
    pieces = List.copyOf(pieces);
  }

  /** A run of text that matches as a whole or not at all. */
  record Piece(String text, boolean matches) {}

  /** Cuts the width with the most matches out of a passage. */
  static Snippet of(PassageHit passage, int width) {
    String text = passage.text();
    int room = width - 2 * CUT.length();
    int start = start(passage.highlights(), text, room);
    int end = text.length() - start <= room ? text.length() : wordStart(text, start + room);
    List<Piece> pieces = new ArrayList<>();
    if (start > 0) {
      pieces.add(new Piece(CUT, false));
    }
    int from = start;
    for (Highlight mark : passage.highlights()) {
      if (mark.start() >= from && mark.end() <= end) {
        add(pieces, text.substring(from, mark.start()), false);
        add(pieces, text.substring(mark.start(), mark.end()), true);
        from = mark.end();
      }
    }
    add(pieces, text.substring(from, end), false);
    if (end < text.length()) {
      pieces.add(new Piece(CUT, false));
    }
    return new Snippet(pieces);
  }

  /** Where the window with the most matches begins; the earliest of several. */
  private static int start(List<Highlight> marks, String text, int room) {
    if (text.length() <= room) {
      return 0;
    }
    int best = 0;
    long most = matches(marks, 0, room);
    for (Highlight mark : marks) {
      int start = wordStart(text, Math.max(0, mark.start() - room / LEAD));
      long count = matches(marks, start, start + room);
      if (count > most) {
        best = start;
        most = count;
      }
    }
    return best;
  }

  private static long matches(List<Highlight> marks, int from, int to) {
    return marks.stream().filter(mark -> mark.start() >= from && mark.end() <= to).count();
  }

  /** The beginning of the word at a position, unless the word is very long. */
  private static int wordStart(String text, int position) {
    int longest = 30;
    for (int i = position; i > Math.max(0, position - longest); i--) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    boolean insidePair =
        position > 0
            && position < text.length()
            && Character.isLowSurrogate(text.charAt(position))
            && Character.isHighSurrogate(text.charAt(position - 1));
    return insidePair ? position - 1 : position;
  }

  private static void add(List<Piece> pieces, String text, boolean matches) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(text.replaceAll("[\\p{Cntrl}\\s]+", " "), matches));
    }
  }

  /** The line, what matches in bold. */
  String styled(Terminal terminal) {
    StringBuilder line = new StringBuilder();
    for (Piece piece : pieces) {
      line.append(piece.matches() ? terminal.bold(piece.text()) : piece.text());
    }
    return line.toString().strip();
  }
}
