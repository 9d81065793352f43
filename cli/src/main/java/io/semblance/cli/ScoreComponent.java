package io.semblance.cli;

/** A part of a hit's score, as options name it. */
enum ScoreComponent {
  DENSE,
  LEXICAL,
  FUSED
}
