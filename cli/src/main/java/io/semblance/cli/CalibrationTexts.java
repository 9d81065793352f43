package io.semblance.cli;

import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Sentences to fit an int8 model to, and others to compare it on. The same corpora always give the
 * same two lists.
 */
record CalibrationTexts(List<String> calibration, List<String> heldOut) {
  private static final List<String> SAMPLES =
      List.of(
          "topics/data.jsonl",
          "help-centre/corpus.jsonl",
          "help-centre/queries.jsonl",
          "paraphrases/sentences.tsv");
  private static final String EVERYDAY = "everyday.txt";
  private static final int CALIBRATION = 200;
  private static final int HELD_OUT = 300;
  private static final int MIN_CHARACTERS = 15;
  private static final int MAX_CHARACTERS = 500;
  private static final long SEED = 20261123;

  /**
   * Sentences of the sample corpora: help texts and questions to them, paraphrased questions, many
   * topics; and everyday talk, which those lack: quantized without it, a model is least exact on
   * sentences such as these.
   */
  static CalibrationTexts ofSampleCorpora() throws IOException {
    List<List<String>> sources = new ArrayList<>();
    for (String corpus : SAMPLES) {
      try (InputFile file = SampleCorpus.open(corpus)) {
        sources.add(sentences(CorpusFile.texts(corpus, file)));
      }
    }
    try (InputFile file = InputFile.ofStream(everyday())) {
      sources.add(sentences(CorpusFile.texts(EVERYDAY, file)));
    }
    return split(interleaved(sources));
  }

  private static InputStream everyday() {
    return Objects.requireNonNull(CalibrationTexts.class.getResourceAsStream(EVERYDAY), EVERYDAY);
  }

  /** Sentences of files as {@link CorpusTexts} reads them. */
  static CalibrationTexts of(List<String> corpora) throws IOException {
    return split(interleaved(List.of(sentences(CorpusTexts.read(corpora)))));
  }

  private static List<String> sentences(List<String> paragraphs) {
    List<String> sentences = new ArrayList<>();
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    for (String line : paragraphs) {
      String paragraph = line.substring(line.indexOf('\t') + 1); // an id may stand before it
      breaks.setText(paragraph);
      int start = breaks.first();
      for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
        sentences.add(paragraph.substring(start, end).strip());
        start = end;
      }
    }
    sentences.removeIf(text -> text.length() < MIN_CHARACTERS || text.length() > MAX_CHARACTERS);
    return sentences;
  }

  /** Takes from each source in turn, so that a large one does not drown the others. */
  private static List<String> interleaved(List<List<String>> sources) {
    Set<String> mixed = new LinkedHashSet<>();
    Random random = new Random(SEED);
    List<List<String>> shuffled = new ArrayList<>();
    int longest = 0;
    for (List<String> source : sources) {
      List<String> copy = new ArrayList<>(source);
      Collections.shuffle(copy, random);
      shuffled.add(copy);
      longest = Math.max(longest, copy.size());
    }
    for (int i = 0; i < longest; i++) {
      for (List<String> source : shuffled) {
        if (i < source.size()) {
          mixed.add(source.get(i));
        }
      }
    }
    return List.copyOf(mixed);
  }

  private static CalibrationTexts split(List<String> texts) {
    int calibration = Math.min(CALIBRATION, texts.size() * CALIBRATION / (CALIBRATION + HELD_OUT));
    if (calibration == 0) {
      throw SemblanceException.invalid(
          "the corpus must have some sentences of " + MIN_CHARACTERS + " characters or more");
    }
    int end = Math.min(texts.size(), calibration + HELD_OUT);
    return new CalibrationTexts(texts.subList(0, calibration), texts.subList(calibration, end));
  }
}
