package io.semblance.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.hub.CachedSnapshot;
import io.semblance.encoder.hub.HubCache;
import io.semblance.encoder.hub.HubOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the models that need no download any more. */
@Command(
    name = "list",
    description = "Lists the built-in models, and those of the hub that are in the cache.",
    mixinStandardHelpOptions = true)
final class ModelsListCommand implements Callable<Integer> {
  private static final int SHOWN_DIGITS = 12;

  private final Terminal terminal;

  @Mixin private HomeOption home = new HomeOption();

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  ModelsListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<ModelInfo> builtIn = builtIn();
    List<CachedSnapshot> cached = new HubCache(HubOptions.fromEnvironment().cache()).snapshots();
    if (json) {
      printJson(builtIn, cached);
    } else {
      print(builtIn);
      printCached(cached);
    }
    return 0;
  }

  private List<ModelInfo> builtIn() {
    List<ModelInfo> models = new ArrayList<>();
    for (String name : SentenceEncoders.builtInModels()) {
      try (SentenceEncoder encoder = home.encoder(name)) {
        models.add(encoder.model());
      }
    }
    return models;
  }

  private void print(List<ModelInfo> models) {
    TextTable table = new TextTable("model", ">dimensions", ">max tokens", "similarity");
    for (ModelInfo model : models) {
      table.row(
          model.id(),
          Integer.toString(model.dimension()),
          Integer.toString(model.maxTokens()),
          model.similarity().label());
    }
    table.print(terminal);
  }

  private void printCached(List<CachedSnapshot> snapshots) {
    if (snapshots.isEmpty()) {
      return;
    }
    terminal.print("");
    TextTable table = new TextTable("model of the hub", ">size", "commit", "revisions");
    for (CachedSnapshot snapshot : snapshots) {
      table.row(
          snapshot.id().name(),
          ByteCount.text(snapshot.bytes()),
          snapshot.commit().substring(0, SHOWN_DIGITS),
          String.join(", ", snapshot.revisions()));
    }
    table.print(terminal);
  }

  /** One list: an entry of the hub has revisions, commit and bytes in place of dimensions. */
  private void printJson(List<ModelInfo> builtIn, List<CachedSnapshot> cached) {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode list = mapper.valueToTree(builtIn);
    for (CachedSnapshot snapshot : cached) {
      list.addObject()
          .put("id", snapshot.id().name())
          .put("source", snapshot.id().name())
          .put("folder", snapshot.folder().toString())
          .put("commit", snapshot.commit())
          .put("bytes", snapshot.bytes())
          .set("revisions", mapper.valueToTree(snapshot.revisions()));
    }
    terminal.json(list);
  }
}
