package io.semblance.index.chunk;

import java.util.List;

/** A chunk whose input is not counted yet. */
record Draft(FieldText field, Span span) {
  String input() {
    return field.input(span);
  }

  /** Whether there is anything left to cut. */
  boolean canBeCut() {
    return field.canBeCut(span);
  }

  List<Draft> halves() {
    return field.halves(span).stream().map(half -> new Draft(field, half)).toList();
  }

  void finish(String input) {
    field.finish(span, input);
  }
}
