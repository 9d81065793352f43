package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.distill.CorpusSentences;
import io.semblance.encoder.distill.Distillation;
import io.semblance.encoder.distill.DistillationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a static model out of a transformer. */
@Command(
    name = "distill",
    description =
        "Makes a static model that imitates a transformer: hundreds of times faster, without word order and context.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nHow it works:%n",
    footer = {
      "  The teacher encodes every token of its vocabulary and every sentence of the",
      "  corpus; a table with one vector a token is tuned until the mean of a",
      "  sentence's rows points where the teacher's vector points. Nearly all of the",
      "  time goes into the teacher's encoding, so it grows with the corpus.",
      "",
      "Corpus:",
      "  Text with a text a line, or JSON Lines with title and text; it is split into",
      "  sentences, of which a sample is taken. Use texts like those you will encode:",
      "  100,000 sentences are good, 10,000 are some. Without --corpus the sample",
      "  corpora are used, which are enough to try it out and no more.",
      "",
      "Example:",
      "  semblance models distill --model all-MiniLM-L6-v2 --dimensions 256 \\",
      "      --corpus corpus.jsonl --sts stsb --output my-static-256",
      "  semblance encode --model my-static-256 --input texts.txt --output vectors.npy"
    })
final class ModelsDistillCommand implements Callable<Integer> {
  private static final List<String> SAMPLE_CORPORA =
      List.of("help-centre/corpus.jsonl", "handbooks/corpus.jsonl");

  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private QualityOption quality = new QualityOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      defaultValue = SentenceEncoders.ALL_MINILM_L6_V2,
      description =
          "The teacher: a built-in model or a SentenceTransformers folder, with a WordPiece tokenizer. Default: ${DEFAULT-VALUE}.")
  private String teacherName = SentenceEncoders.ALL_MINILM_L6_V2;

  @Option(
      names = {"-d", "--dimensions"},
      paramLabel = "N",
      defaultValue = "256",
      description = "Length of the student's vectors. Default: ${DEFAULT-VALUE}.")
  private int dimensions = 256;

  @Option(
      names = "--corpus",
      paramLabel = "FILE",
      description = "Texts to tune on; may be given more than once.")
  private List<String> corpora = List.of();

  @Option(
      names = "--sentences",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Most sentences to take from the corpus. Default: ${DEFAULT-VALUE}.")
  private int sentenceLimit = 100_000;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "" + DistillationSettings.DEFAULT_EPOCHS,
      description =
          "How often to go through the corpus; 0 leaves the table untuned. Default: ${DEFAULT-VALUE}.")
  private int epochs = DistillationSettings.DEFAULT_EPOCHS;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder of the new model; must not exist.")
  private Path output = Path.of("");

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  ModelsDistillCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What is printed. Correlations are null without scored pairs. */
  record Summary(
      Path model,
      Distillation distillation,
      double seconds,
      @Nullable Double teacherSpearman,
      @Nullable Double studentSpearman,
      double teacherSentencesPerSecond,
      double studentSentencesPerSecond) {}

  @Override
  public Integer call() throws IOException {
    DistillationSettings settings = new DistillationSettings(dimensions, epochs);
    ScoredSentences pairs = quality.read().orElse(null);
    List<String> sentences = CorpusSentences.of(corpus(), sentenceLimit);
    try (SentenceEncoder teacher = home.encoder(terminal, teacherName)) {
      long start = System.nanoTime();
      Distillation distillation = distil(teacher, sentences, settings);
      double seconds = (System.nanoTime() - start) / 1e9;
      try (SentenceEncoder student = home.encoder(terminal, output.toString())) {
        SpeedComparison speed =
            SpeedComparison.measure(
                teacher, student, pairs == null ? sentences : pairs.sentences());
        print(
            new Summary(
                output,
                distillation,
                seconds,
                pairs == null ? null : pairs.spearman(teacher),
                pairs == null ? null : pairs.spearman(student),
                speed.teacher(),
                speed.student()));
      }
    }
    return 0;
  }

  private Distillation distil(
      SentenceEncoder teacher, List<String> sentences, DistillationSettings settings) {
    double steps = Distillation.steps(teacher, sentences.size(), settings);
    try (ProgressBar bar = new ProgressBar(terminal, "texts", done -> done / steps)) {
      return Distillation.write(teacher, sentences, settings, commandLine(), output, bar);
    }
  }

  private void print(Summary summary) {
    if (json) {
      terminal.json(summary);
      return;
    }
    Distillation made = summary.distillation();
    terminal.print(
        String.format(
            Locale.ROOT,
            "%s: %,d token vectors of %d dimensions, tuned on %,d sentences in %s",
            summary.model(),
            made.tokens(),
            made.dimensions(),
            made.texts(),
            minutes(summary.seconds())));
    if (summary.teacherSpearman() != null && summary.studentSpearman() != null) {
      terminal.print(
          String.format(
              Locale.ROOT,
              "Spearman on %s: teacher %.4f, student %.4f",
              quality.split(),
              summary.teacherSpearman(),
              summary.studentSpearman()));
    }
    terminal.print(
        String.format(
            Locale.ROOT,
            "sentences/s: teacher %,.0f, student %,.0f (%,.0f times as fast)",
            summary.teacherSentencesPerSecond(),
            summary.studentSentencesPerSecond(),
            summary.studentSentencesPerSecond() / summary.teacherSentencesPerSecond()));
  }

  private static String minutes(double seconds) {
    Duration duration = Duration.ofSeconds(Math.round(seconds));
    return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }

  private String commandLine() {
    return "semblance " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }

  private List<String> corpus() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String name : corpora) {
      try (InputFile file = InputFile.open(name)) {
        texts.addAll(CorpusFile.texts(name, file));
      }
    }
    if (corpora.isEmpty()) {
      for (String name : SAMPLE_CORPORA) {
        try (InputFile file = SampleCorpus.open(name)) {
          texts.addAll(CorpusFile.texts(name, file));
        }
      }
    }
    return texts;
  }
}
