package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.index.BulkIndexer;
import io.semblance.index.BulkReport;
import io.semblance.index.CollectionStore;
import io.semblance.index.HnswParameters;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
          new Question("q-home-03", "my front room turns into an oven every afternoon"),
          new Question("q-entry-04", "lady next door is upset that we're filming her garden"),
          new Question("q-brew-02", "it comes out like dishwater, no punch at all"),
          new Question("q-rover-03", "scared the vacuum will tumble down to the cellar"),
          new Question("q-climate-06", "my eyes stream every May when the grass is cut"),
          new Question("q-account-02", "handset got nicked on the bus, what should I do first?"));

  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  private record Question(String id, String text) {}

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    CollectionStore store = home.collections();
    try (SentenceEncoder encoder = home.encoder(SentenceEncoders.ALL_MINILM_L6_V2_256);
        VectorCollection collection =
            store.find(COLLECTION).isPresent()
                ? store.open(COLLECTION, encoder)
                : store.create(COLLECTION, encoder, HnswParameters.DEFAULT)) {
      ensureIndexed(collection, encoder);
      Set<String> right = SampleCorpus.rightAnswers();
      for (Question question : QUESTIONS) {
        show(question, collection, right);
      }
    }
    sayWhatIsNext();
    return 0;
  }

  private void ensureIndexed(VectorCollection collection, SentenceEncoder encoder)
      throws IOException {
    if (collection.size() == SampleCorpus.size()) {
      terminal.print(
          "Searching the sample help centre: " + collection.size() + " articles, indexed before.");
      return;
    }
    terminal.print("Indexing the sample help centre of a made-up maker of household devices …");
    try (InputFile corpus = SampleCorpus.open();
        ProgressBar bar = new ProgressBar(terminal, "articles", () -> Double.NaN)) {
      BulkReport report =
          new BulkIndexer(collection, encoder, bar).index(SampleCorpus.documents(corpus));
      bar.clear();
      terminal.print(
          String.format(
              Locale.ROOT,
              "%d articles in %.1f s, %d dimensions each.",
              report.documents(),
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
    for (int i = 0; i < HITS; i++) {
      Cell meaning = Cell.of(byMeaning, i, question, right);
      Cell words = Cell.of(byWords, i, question, right);
      table.row("  ", meaning.score, meaning.title, words.score, words.title);
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

  private record Cell(String score, String title) {
    private static final int TITLE_WIDTH = 42;

    static Cell of(SearchResult result, int position, Question question, Set<String> right) {
      if (position >= result.hits().size()) {
        return new Cell("", position == 0 ? "(nothing found)" : "");
      }
      SearchHit hit = result.hits().get(position);
      boolean isRight = right.contains(question.id() + " " + hit.document().id());
      String title = TextTable.shorten(hit.document().title(), TITLE_WIDTH);
      return new Cell(
          String.format(Locale.ROOT, "%.2f", hit.score()), (isRight ? "✓ " : "  ") + title);
    }
  }

  private void sayWhatIsNext() {
    terminal.print("");
    terminal.print("✓ marks articles that were judged beforehand to answer the question.");
    terminal.print("");
    terminal.print(terminal.bold("Try next:"));
    terminal.print("  semblance search --collection demo \"the coffee is cold\" --mode hybrid");
    terminal.print("  semblance similarity \"a man eats pasta\" \"someone is having noodles\"");
    terminal.print("  semblance index --collection mine --input my-documents.jsonl");
    terminal.print("  semblance --help");
  }
}
