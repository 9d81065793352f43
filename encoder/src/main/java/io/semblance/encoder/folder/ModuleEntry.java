package io.semblance.encoder.folder;

import io.semblance.error.SemblanceException;

/**
 * One module that a model asks for.
 *
 * @param className last part of its type, such as {@code Pooling}
 * @param path its folder, relative to the model's; empty for the model's own
 */
public record ModuleEntry(String className, String path) {
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
    return new ModuleEntry(type.substring(type.lastIndexOf('.') + 1), path.equals(".") ? "" : path);
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
