package io.semblance.encoder.pipeline;

import io.semblance.encoder.InputType;
import io.semblance.encoder.folder.ModelFolder;
import io.semblance.encoder.folder.ModuleEntry;
import io.semblance.encoder.folder.ModuleList;
import io.semblance.encoder.folder.PoolingFile;
import io.semblance.encoder.module.InputModule;
import io.semblance.encoder.module.Normalize;
import io.semblance.encoder.module.Pooling;
import io.semblance.encoder.module.TokenModule;
import io.semblance.encoder.module.VectorModule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Builds the pipelines of a folder, one for each type of input; modules in common are shared. */
final class PipelineLoader {
  private final ModelFolder folder;
  private final ModuleList modules;
  private final Function<ModuleEntry, InputModule> opener;
  private final Map<ModuleEntry, InputModule> inputs = new HashMap<>();
  private final Map<List<ModuleEntry>, Pipeline> pipelines = new HashMap<>();

  /**
   * Makes a loader for one folder.
   *
   * @param modules what is in it
   * @param opener opens the module that texts enter by
   */
  PipelineLoader(
      ModelFolder folder, ModuleList modules, Function<ModuleEntry, InputModule> opener) {
    this.folder = folder;
    this.modules = modules;
    this.opener = opener;
  }

  /** Builds all pipelines; closes what it has opened when one cannot be built. */
  Map<InputType, Pipeline> load() {
    try {
      Map<InputType, Pipeline> byType = new EnumMap<>(InputType.class);
      for (InputType type : InputType.values()) {
        modules.route(type).ifPresent(route -> byType.put(type, pipeline(route)));
      }
      return byType;
    } catch (RuntimeException e) {
      inputs.values().forEach(InputModule::close);
      throw e;
    }
  }

  private Pipeline pipeline(List<ModuleEntry> route) {
    Pipeline known = pipelines.get(route);
    Pipeline pipeline = known == null ? new Assembly(route).assemble() : known;
    pipelines.put(route, pipeline);
    return pipeline;
  }

  private InputModule input(ModuleEntry entry) {
    InputModule known = inputs.get(entry);
    InputModule input = known == null ? opener.apply(entry) : known;
    inputs.put(entry, input);
    return input;
  }

  /** One route, module by module. */
  private final class Assembly {
    private final List<ModuleEntry> route;
    private InputModule input;
    private final List<TokenModule> tokenModules = new ArrayList<>();
    private final List<Pooling> poolings = new ArrayList<>();
    private final List<VectorModule> vectorModules = new ArrayList<>();

    Assembly(List<ModuleEntry> route) {
      this.route = route.stream().filter(entry -> !entry.className().equals("Dropout")).toList();
      this.input = input(this.route.get(0));
    }

    Pipeline assemble() {
      for (ModuleEntry entry : route.subList(1, route.size())) {
        add(entry, input.givesTokens() && poolings.isEmpty());
      }
      if (input.givesTokens() && poolings.isEmpty()) {
        throw folder.failure("has no Pooling after " + input.describe());
      }
      Pooling pooling = input.givesTokens() ? poolings.get(0) : null;
      return new Pipeline(input, tokenModules, pooling, vectorModules);
    }

    private void add(ModuleEntry entry, boolean onTokens) {
      switch (entry.className()) {
        case "WordWeights" -> tokenModules.add(WordModules.wordWeights(folder, entry));
        case "Pooling" -> addPooling(entry);
        case "SpladePooling" -> input = SparseModules.pooled(folder, entry, input);
        case "SparseAutoEncoder" -> vectorModules.add(SparseModules.autoEncoder(folder, entry));
        case "Dense" -> vectorModules.add(VectorModules.dense(folder, entry));
        case "LayerNorm" -> vectorModules.add(VectorModules.layerNorm(folder, entry));
        case "Normalize" -> vectorModules.add(normalize(entry));
        default ->
            throw entry.refused(
                folder,
                onTokens ? "before Pooling" : "after Pooling",
                onTokens ? "WordWeights" : "Dense, LayerNorm and Normalize");
      }
    }

    private void addPooling(ModuleEntry entry) {
      if (!poolings.isEmpty()) {
        throw folder.failure("has a second Pooling in '" + entry.path() + "'; there must be one");
      }
      poolings.add(PoolingFile.read(folder, entry));
    }

    private VectorModule normalize(ModuleEntry entry) {
      VectorModules.requireSentences(folder, entry, folder.json(entry.file("config.json")));
      return new Normalize();
    }
  }
}
