package io.semblance.encoder;

import io.semblance.encoder.folder.BuiltInModel;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.error.SemblanceException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a model that a person named is.
 *
 * @param id what it is called: the built-in name, or the name of its folder
 * @param source what finds it again
 */
record ModelLocation(String id, String source, ModelFolder folder) {
  /**
   * Finds a model; a built-in one is unpacked.
   *
   * @throws SemblanceException {@code NOT_FOUND} when there is none of this name
   */
  static ModelLocation of(String model, EncoderOptions options) {
    Optional<BuiltInModel> builtIn = BuiltInModel.find(model);
    if (builtIn.isPresent()) {
      ModelFolder folder = new ModelFolder(builtIn.get().unpack(options.modelsFolder()));
      return new ModelLocation(model, model, folder);
    }
    Path folder = existingFolder(model).toAbsolutePath().normalize();
    return new ModelLocation(
        String.valueOf(folder.getFileName()), folder.toString(), new ModelFolder(folder));
  }

  private static Path existingFolder(String model) {
    try {
      Path folder = Path.of(model);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw unknown(model);
    }
    throw unknown(model);
  }

  private static SemblanceException unknown(String model) {
    return SemblanceException.notFound(
        "unknown model '%s': neither a built-in model (%s) nor a folder"
            .formatted(model, String.join(", ", SentenceEncoders.builtInModels())));
  }
}
