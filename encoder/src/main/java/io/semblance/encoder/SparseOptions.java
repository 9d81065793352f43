package io.semblance.encoder;

import io.semblance.error.SemblanceException;
import org.jspecify.annotations.Nullable;

/**
 * How texts of one call become sparse vectors. A prompt given here beats a prompt's name, which
 * beats what the model puts before texts of this type.
 *
 * @param type which side of a comparison the texts are on
 * @param promptName which of the model's prompts is put before each text, or null
 * @param prompt what is put before each text, as it is, or null
 * @param maxActive at most how many components of a vector are kept, the largest; 0 for all
 */
public record SparseOptions(
    InputType type, @Nullable String promptName, @Nullable String prompt, int maxActive) {
  public SparseOptions {
    if (maxActive < 0) {
      throw SemblanceException.invalid("maxActive must be at least 1, got: " + maxActive);
    }
  }

  /** The model's own behaviour for texts of this type. */
  public static SparseOptions of(InputType type) {
    return new SparseOptions(type, null, null, 0);
  }

  /** With one of the model's prompts, by name. */
  public SparseOptions withPromptName(String name) {
    return new SparseOptions(type, name, prompt, maxActive);
  }

  /** With this text before each input. */
  public SparseOptions withPrompt(String text) {
    return new SparseOptions(type, promptName, text, maxActive);
  }

  /** With the largest components only. */
  public SparseOptions withMaxActive(int count) {
    return new SparseOptions(type, promptName, prompt, count);
  }
}
