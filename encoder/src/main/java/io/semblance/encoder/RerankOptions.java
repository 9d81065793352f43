package io.semblance.encoder;

import org.jspecify.annotations.Nullable;

/**
 * How pairs of one call are scored.
 *
 * @param promptName which of the model's prompts is put before the first text, or null for its
 *     default
 * @param prompt what is put before the first text, as it is, or null; beats the name
 * @param scale what the scores are
 */
public record RerankOptions(
    @Nullable String promptName, @Nullable String prompt, ScoreScale scale) {
  /** As the model's files say. */
  public static final RerankOptions DEFAULT = new RerankOptions(null, null, ScoreScale.MODEL);

  /** With one of the model's prompts, by name. */
  public RerankOptions withPromptName(String name) {
    return new RerankOptions(name, prompt, scale);
  }

  /** With this text before the first of each pair. */
  public RerankOptions withPrompt(String text) {
    return new RerankOptions(promptName, text, scale);
  }

  /** With scores of this kind. */
  public RerankOptions withScale(ScoreScale asked) {
    return new RerankOptions(promptName, prompt, asked);
  }
}
