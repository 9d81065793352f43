package io.semblance.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.semblance.error.SemblanceException;
import io.semblance.index.Examples;
import io.semblance.index.SearchInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a search looks for: a text, a vector, or what is like some examples; one of them. */
final class QueryOptions {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Parameters(
      paramLabel = "QUERY",
      arity = "0..1",
      description = "What to look for, in your own words.")
  private @Nullable String text;

  @Option(
      names = "--vector",
      paramLabel = "FILE",
      description = "Look for a vector instead: a JSON array; - reads standard input.")
  private @Nullable String vector;

  @Option(
      names = "--like",
      paramLabel = "ID",
      description = "Look for what is like a document instead; repeat it for more.")
  private List<String> like = new ArrayList<>();

  @Option(
      names = "--like-text",
      paramLabel = "TEXT",
      description = "Look for what is like a text, encoded as documents are.")
  private List<String> likeText = new ArrayList<>();

  @Option(names = "--unlike", paramLabel = "ID", description = "… and unlike a document.")
  private List<String> unlike = new ArrayList<>();

  @Option(names = "--unlike-text", paramLabel = "TEXT", description = "… and unlike a text.")
  private List<String> unlikeText = new ArrayList<>();

  @Option(
      names = "--strategy",
      paramLabel = "STRATEGY",
      description =
          "How examples decide: average (of their vectors), best_score (the closest), sum. Default: average.")
  private Examples.@Nullable Strategy strategy;

  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description =
          "Search for each line of a file instead: a text, or JSON with _id and text; - reads standard input.")
  private @Nullable String queries;

  /** The file with many queries; null when there is one query. */
  @Nullable String queriesFile() {
    requireOne();
    return queries;
  }

  /** What is looked for, unless it is many queries. */
  SearchInput input() throws IOException {
    if (text != null) {
      return new SearchInput.Text(text);
    }
    return vector != null ? new SearchInput.Vector(read(vector)) : new SearchInput.Like(examples());
  }

  private void requireOne() {
    int given = 0;
    given += text == null ? 0 : 1;
    given += vector == null ? 0 : 1;
    given += queries == null ? 0 : 1;
    given += hasExamples() ? 1 : 0;
    if (given != 1) {
      throw SemblanceException.invalid(
          (given == 0 ? "nothing to look for: give" : "too much to look for: give only one of")
              + " a QUERY, --vector, --queries, or examples (--like, --like-text, --unlike, --unlike-text)");
    }
    if (strategy != null && !hasExamples()) {
      throw SemblanceException.invalid("--strategy says how examples decide; there are none");
    }
  }

  private boolean hasExamples() {
    return !(like.isEmpty() && likeText.isEmpty() && unlike.isEmpty() && unlikeText.isEmpty());
  }

  private Examples examples() {
    return new Examples(
        examples(like, likeText),
        examples(unlike, unlikeText),
        strategy == null ? Examples.Strategy.AVERAGE : strategy);
  }

  private static List<Examples.Example> examples(List<String> ids, List<String> texts) {
    List<Examples.Example> examples = new ArrayList<>();
    ids.forEach(id -> examples.add(new Examples.DocumentExample(id)));
    texts.forEach(text -> examples.add(new Examples.TextExample(text)));
    return examples;
  }

  private static float[] read(String file) throws IOException {
    try (InputFile in = InputFile.open(file)) {
      return JSON.readValue(in.content(), float[].class);
    } catch (JsonProcessingException e) {
      throw SemblanceException.invalid(
          "--vector must be a JSON array of numbers, in " + file + ": " + e.getOriginalMessage());
    }
  }
}
