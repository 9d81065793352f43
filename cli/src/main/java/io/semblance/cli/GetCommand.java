package io.semblance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.error.SemblanceException;
import io.semblance.index.Passage;
import io.semblance.index.VectorCollection;
import io.semblance.index.VersionedDocument;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a document. */
@Command(
    name = "get",
    description = "Prints a document of a collection as JSON, with its version and its passages.",
    mixinStandardHelpOptions = true)
final class GetCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ExistingCollection existing = new ExistingCollection();

  @Parameters(paramLabel = "ID", description = "The document.")
  private String id = "";

  GetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.json(existing.<ObjectNode>withoutModel(this::read));
    return 0;
  }

  private ObjectNode read(VectorCollection collection) {
    VersionedDocument found =
        collection
            .find(id)
            .orElseThrow(
                () ->
                    SemblanceException.notFound(
                        "no document '" + id + "' in collection '" + existing.name() + "'"));
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", found.document().id());
    node.put("version", found.version());
    node.putPOJO("doc", found.document().fields());
    ArrayNode passages = node.putArray("passages");
    for (Passage passage : collection.passages(id)) {
      passages
          .addObject()
          .put("field", passage.field())
          .put("start", passage.start())
          .put("end", passage.end());
    }
    return node;
  }
}
