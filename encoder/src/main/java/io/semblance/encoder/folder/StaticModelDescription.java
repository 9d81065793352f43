package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.module.VectorModule;
import io.semblance.vectors.Similarity;
import java.util.List;

/**
 * What the folder of a static model says: a StaticEmbedding, then any number of Dense and Normalize
 * modules.
 *
 * @param embedding where the table and the tokenizer are
 */
public record StaticModelDescription(
    ModuleEntry embedding,
    List<VectorModule> vectorModules,
    Prompts prompts,
    Similarity similarity) {
  private static final String CLASS_NAME = "StaticEmbedding";

  public StaticModelDescription {
    vectorModules = List.copyOf(vectorModules);
  }

  /** Whether the folder holds a static model. */
  public static boolean describes(ModelFolder folder) {
    return ModuleEntry.list(folder).get(0).className().equals(CLASS_NAME);
  }

  /** Reads a folder that {@link #describes} a static model. */
  public static StaticModelDescription read(ModelFolder folder) {
    List<ModuleEntry> entries = ModuleEntry.list(folder);
    JsonNode config = folder.json("config_sentence_transformers.json");
    return new StaticModelDescription(
        entries.get(0),
        ModelDescription.vectorModules(folder, entries.subList(1, entries.size())),
        Prompts.read(folder, config),
        ModelDescription.similarity(config));
  }
}
