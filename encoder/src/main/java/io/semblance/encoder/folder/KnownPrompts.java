package io.semblance.encoder.folder;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Families of models whose cards ask for a prefix that their files do not hold. Without it they
 * find less; SentenceTransformers leaves it out too, so it is put in only on request.
 */
public enum KnownPrompts {
  E5("(?:multilingual-)?e5-(?:small|base|large)(?:-v2)?", "query: ", "passage: "),
  BGE_ENGLISH(
      "bge-(?:small|base|large)-en(?:-v1\\.5)?",
      "Represent this sentence for searching relevant passages: ",
      ""),
  NOMIC("nomic-embed-text-v1(?:\\.5)?", "search_query: ", "search_document: ");

  private final Pattern names;
  private final String query;
  private final String document;

  KnownPrompts(String names, String query, String document) {
    this.names = Pattern.compile(names);
    this.query = query;
    this.document = document;
  }

  /** The family of a model, by the last part of its name. */
  public static Optional<KnownPrompts> ofModel(String id) {
    String name = id.substring(id.lastIndexOf('/') + 1);
    return Arrays.stream(values())
        .filter(family -> family.names.matcher(name).matches())
        .findFirst();
  }

  /** The table of a model with this family's prefixes for queries and documents. */
  public Prompts addTo(Prompts prompts) {
    return prompts.with(query, document);
  }

  /** What a person should know who uses the model without the prefixes. */
  public List<String> notes() {
    String documents = document.isEmpty() ? "nothing" : "'" + document + "'";
    return List.of(
        "the model's card asks for '"
            + query
            + "' before queries and "
            + documents
            + " before documents, which its files do not say; they are left out unless card prompts are asked for");
  }
}
