package io.semblance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.encoder.InputType;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.vectors.Similarity;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares one text with others. */
@Command(
    name = "similarity",
    description =
        "Says how close texts are to a query, by the model's own similarity (cosine for most).",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer =
        "  semblance similarity \"a man eats pasta\" \"someone is having noodles\" \"the stock fell\"")
final class SimilarityCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();
  @Mixin private ModelOption model = new ModelOption();
  @Mixin private OpeningOptions opening = new OpeningOptions();

  @Parameters(index = "0", paramLabel = "QUERY", description = "The text to compare with.")
  private String query = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TEXT",
      description = "Texts to compare.")
  private List<String> texts = List.of();

  @Option(names = "--json", description = "Print the scores as JSON.")
  private boolean json;

  SimilarityCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (SentenceEncoder encoder = home.encoder(model.name(), opening)) {
      encoder.model().notes().forEach(terminal::remark);
      Similarity similarity = encoder.model().similarity();
      float[] queryVector = encoder.encode(query, InputType.QUERY);
      float[][] vectors = encoder.encode(texts, InputType.DOCUMENT);
      double[] scores = new double[texts.size()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = similarity.score(queryVector, vectors[i]);
      }
      print(similarity, scores);
    }
    return 0;
  }

  private void print(Similarity similarity, double[] scores) {
    if (json) {
      terminal.json(toJson(similarity, scores));
      return;
    }
    TextTable table = new TextTable(">" + similarity.label(), "text");
    for (int i = 0; i < scores.length; i++) {
      table.row(String.format(Locale.ROOT, "%.4f", scores[i]), texts.get(i));
    }
    table.print(terminal);
  }

  private ObjectNode toJson(Similarity similarity, double[] scores) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("model", model.name());
    node.put("similarity", similarity.label());
    node.put("query", query);
    ArrayNode results = node.putArray("scores");
    for (int i = 0; i < scores.length; i++) {
      results.addObject().put("text", texts.get(i)).put("score", scores[i]);
    }
    return node;
  }
}
