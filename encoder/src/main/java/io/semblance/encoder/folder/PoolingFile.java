package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.module.Pooling;
import io.semblance.encoder.module.PoolingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the configuration of a Pooling, in its present and its older form. */
public final class PoolingFile {
  private PoolingFile() {}

  /**
   * Reads what the file of {@code entry} says; for a model without modules.json, what it implies.
   */
  public static Pooling read(ModelFolder folder, ModuleEntry entry) {
    if (!folder.has("modules.json")) {
      return withoutModules(folder);
    }
    JsonNode config = folder.json(entry.file("config.json"));
    JsonNode mode = config.path("pooling_mode");
    List<PoolingMode> modes = new ArrayList<>();
    if (mode.isTextual()) {
      modes.add(mode(folder, mode.asText()));
    } else if (mode.isArray()) {
      mode.forEach(name -> modes.add(mode(folder, name.asText())));
    } else {
      Arrays.stream(PoolingMode.values())
          .filter(flagged -> config.path(flagged.flag()).asBoolean(false))
          .forEach(modes::add);
    }
    boolean includePrompt = config.path("include_prompt").asBoolean(true);
    return new Pooling(modes.isEmpty() ? List.of(PoolingMode.MEAN) : modes, includePrompt);
  }

  /**
   * A plain transformer: decoders have read all of a text at its last token, others are averaged.
   */
  private static Pooling withoutModules(ModelFolder folder) {
    JsonNode config = folder.json("config.json");
    boolean decoder =
        config.path("architectures").path(0).asText().endsWith("ForCausalLM")
            && config.path("is_causal").asBoolean(true);
    return Pooling.by(decoder ? PoolingMode.LAST_TOKEN : PoolingMode.MEAN);
  }

  private static PoolingMode mode(ModelFolder folder, String label) {
    return PoolingMode.find(label)
        .orElseThrow(
            () ->
                folder.failure(
                    "pools by '"
                        + label
                        + "', must be one of "
                        + Arrays.stream(PoolingMode.values()).map(PoolingMode::label).toList()));
  }
}
