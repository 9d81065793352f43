package io.semblance.encoder.distill;

import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.tokenize.TokenIds;
import io.semblance.encoder.tokenize.WordPieceTokenizer;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.progress.Progress;
import io.semblance.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes a static model that imitates a transformer: the teacher encodes every token of its
 * vocabulary alone, principal components shorten the vectors, frequent tokens weigh less (smooth
 * inverse frequency, Arora and others, 2017), and the table is tuned on a corpus until the mean of
 * a sentence's rows points where the teacher's vector points (in the manner of Model2Vec and
 * tokenlearn, Tulkens and van Dongen, 2024). Equal input gives an equal model up to rounding.
 *
 * @param dimensions length of the student's vectors
 * @param tokens rows of its table
 * @param texts how many corpus texts it was tuned on
 * @param corpusTokens how many different tokens these have; the other rows keep their first vector
 * @param epochs how often the corpus was gone through
 * @param energyKept share of the teacher's variance that the principal components keep
 * @param agreement mean cosine of student and teacher (projected) on the corpus, during the last
 *     epoch; NaN without tuning
 */
public record Distillation(
    int dimensions,
    int tokens,
    int texts,
    int corpusTokens,
    int epochs,
    double energyKept,
    double agreement) {
  private static final Pattern NOT_TEXT = Pattern.compile("\\[unused\\d+]|\\[[A-Z]+]");
  private static final double RARE = 1e-3;
  private static final int TEXTS_A_STEP = 20; // tuning on a text takes a twentieth of encoding it

  /**
   * Distils a teacher and writes the student as a SentenceTransformers folder.
   *
   * @param teacher a model whose {@code tokenizer.json} is of BERT's kind
   * @param texts the corpus, best as {@link CorpusSentences}; at least as many as dimensions
   * @param command what a person types to get the same result, kept in the output
   * @param output a folder that does not exist yet
   * @param progress told up to {@link #steps}
   * @throws SemblanceException {@code INVALID_REQUEST} when the arguments break a rule
   */
  public static Distillation write(
      SentenceEncoder teacher,
      List<String> texts,
      DistillationSettings settings,
      String command,
      Path output,
      Progress progress) {
    if (Files.exists(output)) {
      throw SemblanceException.invalid("output folder must not exist yet: " + output);
    }
    WordPieceTokenizer tokenizer = tokenizer(teacher.model());
    Projection projection = Projection.fit(teacher, texts, settings.dimensions(), progress);
    float[] targets = projection.corpusVectors(progress);
    normalizeRows(targets, settings.dimensions());
    long done = texts.size();
    float[] rows = vocabularyRows(projection, tokenizer, new ShiftedProgress(progress, done));
    done += tokenizer.vocabulary().size();
    int[][] ids = ids(tokenizer, texts);
    long[] counts = counts(ids, tokenizer.vocabulary());
    weighByFrequency(rows, settings.dimensions(), counts);
    double agreement =
        tune(
            new TableFitting(rows, settings.dimensions(), ids, targets, settings.epochs()),
            settings.epochs(),
            texts.size(),
            new ShiftedProgress(progress, done));
    Distillation result =
        new Distillation(
            settings.dimensions(),
            rows.length / settings.dimensions(),
            texts.size(),
            (int) Arrays.stream(counts).filter(count -> count > 0).count(),
            settings.epochs(),
            projection.energyKept(),
            agreement);
    try {
      new StudentFolder(teacher.model(), result, command).write(rows, texts, output);
      return result;
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot write " + output + ": " + e, e);
    }
  }

  /** What {@code progress} is told at the end of {@link #write}. */
  public static long steps(SentenceEncoder teacher, int texts, DistillationSettings settings) {
    return tokenizer(teacher.model()).vocabulary().size()
        + texts
        + (long) settings.epochs() * texts / TEXTS_A_STEP;
  }

  private static WordPieceTokenizer tokenizer(ModelInfo teacher) {
    Path file = teacher.folder().resolve("tokenizer.json");
    if (!Files.isRegularFile(file)) {
      throw SemblanceException.invalid(
          "distilling needs a teacher with a tokenizer.json in its folder, none in "
              + teacher.folder());
    }
    return WordPieceTokenizer.open(file, ModelInfo.UNLIMITED, false)
        .orElseThrow(
            () ->
                SemblanceException.invalid(
                    "distilling needs a teacher with a tokenizer of BERT's kind (WordPiece), which "
                        + file
                        + " is not"));
  }

  /** One row a token id: what the teacher makes of its text, zero for tokens that no text has. */
  private static float[] vocabularyRows(
      Projection projection, WordPieceTokenizer tokenizer, Progress progress) {
    int width = projection.width();
    List<Map.Entry<String, Integer>> tokens =
        tokenizer.vocabulary().entrySet().stream()
            .filter(entry -> !NOT_TEXT.matcher(entry.getKey()).matches())
            .sorted(Map.Entry.comparingByValue())
            .toList();
    float[] encoded =
        projection.vectors(
            tokens.stream().map(entry -> tokenizer.textOf(entry.getKey())).toList(), progress);
    float[] rows = new float[Math.multiplyExact(tableSize(tokenizer.vocabulary()), width)];
    for (int i = 0; i < tokens.size(); i++) {
      System.arraycopy(encoded, i * width, rows, tokens.get(i).getValue() * width, width);
    }
    return rows;
  }

  private static int tableSize(Map<String, Integer> vocabulary) {
    return 1 + vocabulary.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }

  private static int[][] ids(WordPieceTokenizer tokenizer, List<String> texts) {
    WordPieceTokenizer.Scan scan = tokenizer.scan();
    int[][] ids = new int[texts.size()][];
    for (int text = 0; text < ids.length; text++) {
      TokenIds found = scan.ids(texts.get(text));
      ids[text] = new int[found.size()];
      for (int i = 0; i < ids[text].length; i++) {
        ids[text][i] = found.get(i);
      }
    }
    return ids;
  }

  private static long[] counts(int[][] texts, Map<String, Integer> vocabulary) {
    long[] counts = new long[tableSize(vocabulary)];
    for (int[] text : texts) {
      for (int token : text) {
        counts[token]++;
      }
    }
    return counts;
  }

  /** Multiplies each row by a / (a + p), p being the token's share of the corpus and a = 0.001. */
  private static void weighByFrequency(float[] rows, int width, long[] counts) {
    double total = Math.max(1, Arrays.stream(counts).sum());
    for (int token = 0; token < counts.length; token++) {
      float weight = (float) (RARE / (RARE + counts[token] / total));
      for (int i = token * width; i < (token + 1) * width; i++) {
        rows[i] *= weight;
      }
    }
  }

  private static void normalizeRows(float[] rows, int width) {
    for (int start = 0; start < rows.length; start += width) {
      float[] row = Arrays.copyOfRange(rows, start, start + width);
      Vectors.normalizeInPlace(row);
      System.arraycopy(row, 0, rows, start, width);
    }
  }

  private static double tune(TableFitting fitting, int epochs, int texts, Progress progress) {
    double loss = Double.NaN;
    for (int epoch = 1; epoch <= epochs; epoch++) {
      progress.throwIfCancelled("distilling");
      loss = fitting.epoch();
      progress.advancedTo((long) epoch * texts / TEXTS_A_STEP);
    }
    return 1 - loss;
  }
}
