package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.index.BulkIndexer;
import io.semblance.index.BulkReport;
import io.semblance.index.CollectionStore;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SearchResult;
import io.semblance.index.VectorCollection;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows in half a minute what search by meaning is. */
@Command(
    name = "demo",
    description =
        "Indexes a sample help centre and searches it by meaning and by words, side by side.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final String COLLECTION = "demo";
  private static final int HITS = 3;

  /**
   * Questions of the sample corpus in people's own words, which share no word that matters with
   * their answers.
   */
  private static final List<Question> QUESTIONS =
      List.of(
          new Question("q-account-03", "Dad passed away and we need to take over his setup"),
          new Question(
              "q-bridge-01",
              "broadband's been dead since breakfast, will the heating still start itself?"),
          new Question("q-entry-06", "woman who irons for us every Tuesday needs a way in"),
          new Question("q-entry-01", "how can I tell my daughter has got back from school okay"),
          new Question("q-home-08", "LED ribbon is longer than my shelf, can I snip the end off"),
          new Question("q-entry-04", "lady next door is upset that we're filming her garden"));

  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--json", description = "Print the answers as JSON.")
  private boolean json;

  private record Question(String id, String text) {}

  /** Both answers to one question, as JSON has them. */
  private record Answers(String question, List<Cell> byMeaning, List<Cell> byWords) {}

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    CollectionStore store = home.collections();
    try (SentenceEncoder encoder = home.encoder(terminal, SentenceEncoders.ALL_MINILM_L6_V2_256);
        VectorCollection collection =
            store.find(COLLECTION).isPresent()
                ? store.open(COLLECTION, encoder)
                : store.create(COLLECTION, encoder, SampleCorpus.schema())) {
      ensureIndexed(collection, encoder);
      Set<String> right = SampleCorpus.rightAnswers();
      if (json) {
        terminal.json(QUESTIONS.stream().map(q -> answers(q, collection, right)).toList());
      } else {
        QUESTIONS.forEach(question -> show(question, collection, right));
        sayWhatIsNext();
      }
    }
    return 0;
  }

  private static Answers answers(
      Question question, VectorCollection collection, Set<String> right) {
    return new Answers(
        question.text(),
        cells(search(collection, question, SearchMode.DENSE), question, right),
        cells(search(collection, question, SearchMode.LEXICAL), question, right));
  }

  private void ensureIndexed(VectorCollection collection, SentenceEncoder encoder)
      throws IOException {
    if (collection.size() == SampleCorpus.size()) {
      say("Searching the sample help centre: " + collection.size() + " articles, indexed before.");
      return;
    }
    say("Indexing the sample help centre of a made-up maker of household devices …");
    try (InputFile corpus = SampleCorpus.open();
        ProgressBar bar = new ProgressBar(terminal, "articles", done -> Double.NaN)) {
      BulkReport report =
          new BulkIndexer(collection, all -> {}, bar).run(SampleCorpus.documents(corpus));
      bar.clear();
      say(
          String.format(
              Locale.ROOT,
              "%d articles in %.1f s, %d dimensions each.",
              report.succeeded(),
              report.elapsed().toNanos() / 1e9,
              encoder.dimension()));
    }
  }

  private void show(Question question, VectorCollection collection, Set<String> right) {
    SearchResult byMeaning = search(collection, question, SearchMode.DENSE);
    SearchResult byWords = search(collection, question, SearchMode.LEXICAL);
    terminal.print("");
    terminal.print(terminal.bold("“" + question.text() + "”"));
    TextTable table = new TextTable("", ">cosine", "by meaning", ">BM25", "by words");
    List<Cell> meaning = cells(byMeaning, question, right);
    List<Cell> words = cells(byWords, question, right);
    for (int i = 0; i < HITS; i++) {
      table.row(
          "  ",
          meaning.get(i).shown(),
          meaning.get(i).marked(),
          words.get(i).shown(),
          words.get(i).marked());
    }
    table.print(terminal);
    terminal.print(
        terminal.dim(
            "    encoded in "
                + Display.milliseconds(byMeaning.encoding())
                + ", found in "
                + Display.milliseconds(byMeaning.searching())
                + " by meaning, "
                + Display.milliseconds(byWords.searching())
                + " by words"));
  }

  private static SearchResult search(
      VectorCollection collection, Question question, SearchMode mode) {
    return collection.search(SearchRequest.of(question.text(), mode, HITS));
  }

  private static List<Cell> cells(SearchResult result, Question question, Set<String> right) {
    return IntStream.range(0, HITS).mapToObj(i -> Cell.of(result, i, question, right)).toList();
  }

  private void say(String line) {
    if (json) {
      terminal.note(line);
    } else {
      terminal.print(line);
    }
  }

  /** One answer; without an id where there are fewer than three. */
  private record Cell(@Nullable String id, String title, double score, boolean right) {
    private static final int TITLE_WIDTH = 40;

    static Cell of(SearchResult result, int position, Question question, Set<String> right) {
      if (position >= result.hits().size()) {
        return new Cell(null, position == 0 ? "(nothing found)" : "", 0, false);
      }
      SearchHit hit = result.hits().get(position);
      String id = hit.document().id();
      return new Cell(
          id, hit.document().text("title"), hit.score(), right.contains(question.id() + " " + id));
    }

    String shown() {
      return id == null ? "" : String.format(Locale.ROOT, "%.2f", score);
    }

    String marked() {
      return (right ? "✓ " : "  ") + TextTable.shorten(title, TITLE_WIDTH);
    }
  }

  private void sayWhatIsNext() {
    String semblance = System.getProperty("semblance.command", "semblance");
    terminal.print("");
    terminal.print("✓ marks articles that were judged beforehand to answer the question.");
    terminal.print("");
    terminal.print(terminal.bold("Try next:"));
    terminal.print("  " + semblance + " search --collection demo \"my coffee is not hot enough\"");
    terminal.print(
        "  "
            + semblance
            + " search --collection demo \"it leaks\" --facet product --facet category");
    terminal.print(
        "  " + semblance + " similarity \"a man eats pasta\" \"someone is having noodles\"");
    terminal.print("  " + semblance + " index --collection mine --input my-documents.jsonl");
    terminal.print("  " + semblance + " --help");
  }
}
