package io.semblance.cli;

import io.semblance.encoder.EncodeOptions;
import io.semblance.encoder.InputType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What texts are, and what is put before them. */
final class TextOptions {
  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "plain",
      description =
          "query, document or plain; matters for models with prompts or routes. Default: ${DEFAULT-VALUE}.")
  private InputType type = InputType.PLAIN;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "Put this text before each, as it is; \"\" for nothing.")
  private @Nullable String prompt;

  @Option(
      names = "--prompt-name",
      paramLabel = "NAME",
      description =
          "Put one of the model's prompts before each; 'semblance models show' lists them.")
  private @Nullable String promptName;

  @Option(
      names = "--normalize",
      description = "Bring vectors to unit length, after the cut to --dimensions.")
  private boolean normalize;

  EncodeOptions encodeOptions() {
    return new EncodeOptions(type, promptName, prompt, 0, normalize);
  }

  boolean normalizes() {
    return normalize;
  }

  /** What a person should know of these options. */
  List<String> notes() {
    return prompt != null && promptName != null
        ? List.of("--prompt is used, --prompt-name is not")
        : List.of();
  }
}
