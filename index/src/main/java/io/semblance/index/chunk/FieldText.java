package io.semblance.index.chunk;

import io.semblance.index.Passage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** A text field on its way to chunks: units, counted units, chunks. One thread at a time. */
final class FieldText {
  /** Pieces of a word are small enough for a chunk to be filled well. */
  private static final int PIECES_IN_BUDGET = 8;

  private final String field;
  private final String text;
  private final String prefix;
  private final int budget;
  private final Segmenter segmenter;
  private final List<ChunkedPassage> finished = new ArrayList<>();
  private List<Unit> units;
  private int[] places = {};

  /**
   * Cuts a text into units, which are not counted yet.
   *
   * @param prefix put before each chunk
   * @param budget most tokens of a chunk without the prefix
   */
  FieldText(
      String field, String text, String prefix, int budget, Grain grain, Segmenter segmenter) {
    this.field = field;
    this.text = text;
    this.prefix = prefix;
    this.budget = budget;
    this.segmenter = segmenter;
    this.units = new ArrayList<>();
    addUnits(Span.of(text), grain, 1, units);
  }

  private void addUnits(Span whole, Grain grain, int pieces, List<Unit> target) {
    for (Span part : segmenter.parts(text, whole, grain, pieces)) {
      target.add(new Unit(part, grain, Unit.UNCOUNTED));
    }
  }

  /** Adds the units that are not counted yet to a batch. */
  void ask(CountBatch batch) {
    places =
        units.stream()
            .mapToInt(
                unit ->
                    unit.tokens() == Unit.UNCOUNTED
                        ? batch.add(unit.span().in(text))
                        : Unit.UNCOUNTED)
            .toArray();
  }

  /**
   * Takes the counts of a batch; units that are too long become finer ones.
   *
   * @return whether there are units to count again
   */
  boolean answer(CountBatch batch) {
    List<Unit> next = new ArrayList<>(units.size());
    boolean again = false;
    for (int i = 0; i < places.length; i++) {
      Unit unit = units.get(i);
      Unit counted = places[i] < 0 ? unit : unit.withTokens(batch.tokens(places[i]));
      if (counted.tokens() <= budget || counted.span().isAtomic(text)) {
        next.add(counted);
      } else {
        addFiner(counted, next);
        again = true;
      }
    }
    units = next;
    return again;
  }

  private void addFiner(Unit unit, List<Unit> target) {
    long wanted = ((long) unit.tokens() * PIECES_IN_BUDGET + budget - 1) / budget;
    int pieces = Math.clamp(wanted, 2, unit.span().length());
    Grain grain = unit.grain().finer();
    // A sentence of one word need not be counted again as a word.
    while (grain != Grain.PIECE && segmenter.parts(text, unit.span(), grain, 1).size() == 1) {
      grain = grain.finer();
    }
    addUnits(unit.span(), grain, pieces, target);
  }

  /** Chunks of counted units, to be counted as they are encoded. */
  List<Draft> drafts(int overlap) {
    return new Packing(units, budget, overlap)
        .chunks().stream().map(span -> new Draft(this, span)).toList();
  }

  String input(Span span) {
    return prefix + span.in(text);
  }

  boolean canBeCut(Span span) {
    return !span.isAtomic(text);
  }

  void finish(Span span, String input) {
    finished.add(new ChunkedPassage(new Passage(field, span.start(), span.end()), input));
  }

  /**
   * Finished chunks in the order of the text. Of a chunk that was too long a part may lie within
   * the overlap of the next, which makes it superfluous.
   */
  List<ChunkedPassage> finished() {
    finished.sort(
        Comparator.comparingInt((ChunkedPassage chunk) -> chunk.passage().start())
            .thenComparing(chunk -> chunk.passage().end(), Comparator.reverseOrder()));
    List<ChunkedPassage> chunks = new ArrayList<>(finished.size());
    int end = 0;
    for (ChunkedPassage chunk : finished) {
      if (chunk.passage().end() > end) {
        chunks.add(chunk);
        end = chunk.passage().end();
      }
    }
    return chunks;
  }

  /** Both parts of a chunk that is too long: cut between units, else words, else characters. */
  List<Span> halves(Span span) {
    int cut = nearest(unitsIn(span), span);
    if (cut == span.start()) {
      cut = nearest(segmenter.words(text, span), span);
    }
    if (cut == span.start()) {
      cut = segmenter.cut(text, span, span.middle());
    }
    return List.of(
        new Span(span.start(), cut).trimmed(text), new Span(cut, span.end()).trimmed(text));
  }

  private List<Span> unitsIn(Span span) {
    Unit key = new Unit(span, Grain.PIECE, Unit.UNCOUNTED);
    int found =
        Collections.binarySearch(units, key, Comparator.comparingInt(unit -> unit.span().start()));
    return units.subList(found < 0 ? -found - 1 : found, units.size()).stream()
        .map(Unit::span)
        .takeWhile(unit -> unit.start() < span.end())
        .toList();
  }

  /** The start of a later part, nearest to the middle; the span's own when there is only one. */
  private static int nearest(List<Span> parts, Span span) {
    return parts.stream()
        .map(Span::start)
        .filter(start -> start > span.start())
        .min(Comparator.comparingInt(start -> Math.abs(start - span.middle())))
        .orElse(span.start());
  }
}
