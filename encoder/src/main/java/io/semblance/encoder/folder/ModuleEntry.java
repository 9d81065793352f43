package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.error.SemblanceException;

/**
 * One module that a model asks for.
 *
 * @param className last part of its type, such as {@code Pooling}
 * @param path its folder, relative to the model's; empty for the model's own
 */
public record ModuleEntry(String className, String path) {
  static final String CLIP = "clip";
  static final String CLIP_MODEL = "CLIPModel";
  static final String MASKED_LANGUAGE = "MLMTransformer";

  private static final String PACKAGE = "sentence_transformers.";

  /**
   * Reads a dotted class name: the package has changed between releases of SentenceTransformers,
   * the class's name has not.
   */
  static ModuleEntry of(ModelFolder folder, String type, String path) {
    if (!type.startsWith(PACKAGE)) {
      throw folder.failure(
          "asks for the module '"
              + type
              + "', which is code of its own; only modules of sentence_transformers are run. Look for a variant of the"
              + " model without custom code, or export its vectors with SentenceTransformers");
    }
    String className = type.substring(type.lastIndexOf('.') + 1);
    ModuleEntry entry = new ModuleEntry(className, path.equals(".") ? "" : path);
    return className.equals("Transformer") ? entry.byTask(folder) : entry;
  }

  /**
   * Since release 5.4 everything with a network is called Transformer, and the files tell what it
   * is for; older models have a class for each.
   */
  private ModuleEntry byTask(ModelFolder folder) {
    if (folder.json(file("config.json")).path("model_type").asText().equals(CLIP)) {
      return new ModuleEntry(CLIP_MODEL, path);
    }
    JsonNode settings = TransformerSettings.json(folder, this);
    return settings.path("transformer_task").asText().equals("fill-mask")
        ? new ModuleEntry(MASKED_LANGUAGE, path)
        : this;
  }

  boolean isClip() {
    return className.equals(CLIP_MODEL);
  }

  /** Whether it only sends its input to one of its own modules. */
  boolean isRouter() {
    return className.equals("Router") || className.equals("Asym");
  }

  /** A file of this module, relative to the model's folder. */
  public String file(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  /**
   * What to throw when it cannot stand where it does.
   *
   * @param place where in the model it stands, in words
   * @param known what could stand there
   */
  public SemblanceException refused(ModelFolder folder, String place, String known) {
    return folder.failure(
        "has the module '" + className + "' " + place + "; known there are " + known);
  }
}
