package io.semblance.encoder;

import io.semblance.encoder.folder.BuiltInModel;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.hub.HubAccess;
import io.semblance.encoder.hub.HubId;
import io.semblance.encoder.hub.HubModels;
import io.semblance.encoder.hub.HubOptions;
import io.semblance.encoder.hub.HubSnapshot;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a model is. A name is, in this order, that of a built-in model, the path of a folder, or
 * the id of a model of the hub, {@code ORGANISATION/NAME} with a revision after an {@code @} if
 * wanted. A name without an organisation is never looked for on the network, only in the hub's
 * cache.
 *
 * @param id what the model is called
 * @param source what opens the same model again; of the hub with the commit
 * @param folder its files, on this disk
 */
record ModelLocation(String id, String source, ModelFolder folder) {
  /**
   * Finds a model; a built-in one is unpacked, one of the hub fetched unless the cache has it.
   *
   * @throws SemblanceException {@code NOT_FOUND} when there is none of this name
   */
  static ModelLocation of(String model, EncoderOptions options) {
    Optional<BuiltInModel> builtIn = BuiltInModel.find(model);
    if (builtIn.isPresent()) {
      ModelFolder folder = new ModelFolder(builtIn.get().unpack(options.modelsFolder()));
      return new ModelLocation(model, model, folder);
    }
    Path folder = folder(model);
    if (folder != null) {
      return new ModelLocation(
          String.valueOf(folder.getFileName()), folder.toString(), new ModelFolder(folder));
    }
    return onHub(model, options);
  }

  private static @Nullable Path folder(String model) {
    try {
      Path folder = Path.of(model);
      return Files.isDirectory(folder) ? folder.toAbsolutePath().normalize() : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static ModelLocation onHub(String model, EncoderOptions options) {
    int at = model.lastIndexOf('@');
    String id = at < 0 ? model : model.substring(0, at);
    HubAccess access = options.hub();
    String revision = at < 0 ? access.revision() : model.substring(at + 1);
    if (!HubId.isValid(id)) {
      throw unknown(model, "");
    }
    HubSnapshot snapshot =
        id.contains("/")
            ? fetched(model, id, revision, options)
            : HubModels.cached(id, revision, access.resolved())
                .orElseThrow(
                    () ->
                        unknown(
                            model,
                            "; if it is on the hub, write its organisation too: sentence-transformers/"
                                + id));
    return new ModelLocation(
        snapshot.id(), snapshot.id() + "@" + snapshot.commit(), new ModelFolder(snapshot.folder()));
  }

  private static HubSnapshot fetched(
      String model, String id, @Nullable String revision, EncoderOptions options) {
    HubAccess access = options.hub();
    HubOptions where = access.resolved();
    try {
      return HubModels.resolve(id, revision, options.graph(), where, access.listener());
    } catch (SemblanceException e) {
      throw e.code() == ErrorCode.NOT_FOUND ? unknown(model, "; " + e.getMessage()) : e;
    }
  }

  private static SemblanceException unknown(String model, String more) {
    List<String> builtIn = BuiltInModel.all().stream().map(BuiltInModel::id).toList();
    return SemblanceException.notFound(
        "unknown model '%s': neither a built-in model (%s) nor a folder%s"
            .formatted(model, String.join(", ", builtIn), more));
  }
}
