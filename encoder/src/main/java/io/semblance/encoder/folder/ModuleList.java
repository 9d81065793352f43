package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.InputType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The modules of a model in the order of the file, which is the order of execution. A Router is
 * replaced by the modules of the route that a type of input takes.
 */
public final class ModuleList {
  private static final String MODULES = "modules.json";

  private final ModelFolder folder;
  private final List<ModuleEntry> entries;

  private ModuleList(ModelFolder folder, List<ModuleEntry> entries) {
    this.folder = folder;
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads {@code modules.json}. A model without that file is what its {@code config.json} says: a
   * static model, or a transformer with pooling.
   */
  public static ModuleList of(ModelFolder folder) {
    if (folder.has(MODULES)) {
      return new ModuleList(folder, listed(folder));
    }
    JsonNode config = folder.json("config.json");
    if (config.isMissingNode()) {
      throw folder.failure(
          "has neither modules.json nor config.json, so it is not a model; point to the folder that holds them");
    }
    return new ModuleList(folder, unlisted(config));
  }

  /** As {@link #of}, where a masked language model without that file means SPLADE. */
  public static ModuleList ofSparse(ModelFolder folder) {
    return isMaskedLanguageModel(folder)
        ? new ModuleList(
            folder,
            List.of(
                new ModuleEntry(ModuleEntry.MASKED_LANGUAGE, ""),
                new ModuleEntry("SpladePooling", "1_SpladePooling")))
        : of(folder);
  }

  static boolean isMaskedLanguageModel(ModelFolder folder) {
    String architecture = folder.json("config.json").path("architectures").path(0).asText();
    return !folder.has(MODULES) && architecture.endsWith("ForMaskedLM");
  }

  private static List<ModuleEntry> listed(ModelFolder folder) {
    List<ModuleEntry> entries = new ArrayList<>();
    for (JsonNode entry : folder.json(MODULES)) {
      entries.add(ModuleEntry.of(folder, entry.path("type").asText(), entry.path("path").asText()));
    }
    if (entries.isEmpty()) {
      throw folder.failure("has a modules.json without modules");
    }
    return entries;
  }

  private static List<ModuleEntry> unlisted(JsonNode config) {
    if (isStatic(config)) {
      return List.of(new ModuleEntry("StaticEmbedding", ""));
    }
    return config.path("model_type").asText().equals(ModuleEntry.CLIP)
        ? List.of(new ModuleEntry(ModuleEntry.CLIP_MODEL, ""))
        : plainTransformer();
  }

  /** The layout of static models that the model2vec library writes; it normalizes by itself. */
  private static boolean isStatic(JsonNode config) {
    return config.path("model_type").asText().equals("model2vec")
        || config.path("architectures").path(0).asText().equals("StaticModel");
  }

  private static List<ModuleEntry> plainTransformer() {
    return List.of(new ModuleEntry("Transformer", ""), new ModuleEntry("Pooling", "1_Pooling"));
  }

  /** The modules that an input of this type runs through, if the model takes such input. */
  public Optional<List<ModuleEntry>> route(InputType type) {
    List<ModuleEntry> route = new ArrayList<>();
    for (ModuleEntry entry : entries) {
      if (!entry.isRouter()) {
        route.add(entry);
        continue;
      }
      Optional<List<ModuleEntry>> taken = Router.read(folder, entry).modules(type);
      if (taken.isEmpty()) {
        return Optional.empty();
      }
      route.addAll(taken.get());
    }
    return Optional.of(route);
  }

  /** Every module that some type of input runs through, and the routers. */
  public Set<ModuleEntry> all() {
    Set<ModuleEntry> all = new LinkedHashSet<>();
    for (ModuleEntry entry : entries) {
      all.add(entry);
      if (entry.isRouter()) {
        all.addAll(Router.read(folder, entry).allModules());
      }
    }
    return all;
  }

  /**
   * The tokenizer whose vocabulary the vectors are over, unless an auto-encoder has made its own
   * directions.
   */
  public Optional<Path> vocabularyFile() {
    boolean ownDirections =
        all().stream().anyMatch(entry -> entry.className().equals("SparseAutoEncoder"));
    return all().stream()
        .map(entry -> entry.file("tokenizer.json"))
        .filter(file -> !ownDirections && folder.has(file))
        .findFirst()
        .map(folder::file);
  }

  /** Whether it has a half for images beside that for texts. */
  public boolean readsImages() {
    return entries.stream().anyMatch(ModuleEntry::isClip);
  }

  /** The module that reads images, if there is one. */
  public Optional<ModuleEntry> imageModule() {
    return entries.stream().filter(ModuleEntry::isClip).findFirst();
  }

  /** Class names as the file lists them. */
  public List<String> classNames() {
    return entries.stream().map(ModuleEntry::className).toList();
  }
}
