package io.semblance.cli;

import io.semblance.index.Change;
import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The help-centre corpus that the demo searches, from the sample-corpora module. */
final class SampleCorpus {
  private static final String FOLDER = "/io/semblance/corpora/";
  private static final String HELP_CENTRE = "help-centre/";
  private static final String QRELS = "qrels/test.tsv";
  private static final int RIGHT_ANSWER = 2;

  private SampleCorpus() {}

  /** What its documents look like. */
  static CollectionSchema schema() {
    return CollectionSchema.DEFAULT.withFields(
        Map.of(
            "product", FieldType.KEYWORD,
            "category", FieldType.KEYWORD,
            "updated", FieldType.DATE));
  }

  /** Documents of an open corpus. */
  static Iterator<Change> documents(InputFile corpus) {
    return new ChangeReader("sample corpus", corpus, schema().textFields(), new Faultless(), true);
  }

  /** A shipped corpus has no bad lines. */
  private static final class Faultless implements ChangeReader.Listener {
    @Override
    public void change(long line, Change change) {}

    @Override
    public void badLine(long line, String problem) {
      throw new IllegalStateException("sample corpus line " + line + ": " + problem);
    }
  }

  static InputFile open() throws IOException {
    return open(HELP_CENTRE + "corpus.jsonl");
  }

  /** Opens a file of the sample corpora. */
  static InputFile open(String file) throws IOException {
    return InputFile.ofStream(resource(file));
  }

  static int size() throws IOException {
    return (int)
        lines(HELP_CENTRE + "corpus.jsonl").stream().filter(line -> !line.isBlank()).count();
  }

  /** Which documents were judged to answer which query well: {@code query-id document-id}. */
  static Set<String> rightAnswers() throws IOException {
    Set<String> right = new HashSet<>();
    for (String line : lines(HELP_CENTRE + QRELS).subList(1, lines(HELP_CENTRE + QRELS).size())) {
      String[] fields = line.split("\t", -1);
      if (Integer.parseInt(fields[2]) >= RIGHT_ANSWER) {
        right.add(fields[0] + " " + fields[1]);
      }
    }
    return right;
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = resource(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static InputStream resource(String file) {
    InputStream in = SampleCorpus.class.getResourceAsStream(FOLDER + file);
    if (in == null) {
      throw new IllegalStateException("resource " + FOLDER + file + " is not on the class path");
    }
    return in;
  }
}
