package io.semblance.cli;

import io.semblance.index.CollectionSchema;
import io.semblance.index.Shown;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What comes with the hits of a search. */
final class ShownOptions {
  @Option(
      names = "--passages",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many of its best passages each hit shows. Default: ${DEFAULT-VALUE}.")
  private int passages;

  @Option(
      names = "--highlight",
      description = "Say in JSON where the query's words are; on a terminal they are bold anyway.")
  private boolean highlight;

  @Option(names = "--explain", description = "Say how each score came about.")
  private boolean explain;

  @Mixin private FacetOption facets = new FacetOption();

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  boolean json() {
    return json;
  }

  /** For people, passages are always cut around the words that match. */
  Shown shown(CollectionSchema schema) {
    return new Shown(passages, highlight || !json, explain, facets.requests(schema));
  }
}
