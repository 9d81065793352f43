package io.semblance.cli;

import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sentences a second of a teacher and its student on the same sentences, in alternating rounds of
 * one run; the first round warms up. Medians.
 */
record SpeedComparison(double teacher, double student) {
  private static final int ROUNDS = 5;
  private static final int TEACHER_SENTENCES = 256;
  private static final int STUDENT_SENTENCES = 50_000;

  static SpeedComparison measure(
      SentenceEncoder teacher, SentenceEncoder student, List<String> sentences) {
    List<String> few = repeated(sentences, TEACHER_SENTENCES);
    List<String> many = repeated(sentences, STUDENT_SENTENCES);
    List<Double> teacherRates = new ArrayList<>();
    List<Double> studentRates = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      double teacherRate = rate(teacher, few);
      double studentRate = rate(student, many);
      if (round > 0) {
        teacherRates.add(teacherRate);
        studentRates.add(studentRate);
      }
    }
    return new SpeedComparison(median(teacherRates), median(studentRates));
  }

  /** How many times faster the student is. */
  double ratio() {
    return student / teacher;
  }

  private static List<String> repeated(List<String> sentences, int count) {
    List<String> repeated = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      repeated.add(sentences.get(i % sentences.size()));
    }
    return repeated;
  }

  private static double rate(SentenceEncoder encoder, List<String> sentences) {
    long start = System.nanoTime();
    encoder.encode(sentences, InputType.PLAIN);
    return sentences.size() / ((System.nanoTime() - start) / 1e9);
  }

  private static double median(List<Double> rates) {
    Collections.sort(rates);
    return rates.get(rates.size() / 2);
  }
}
