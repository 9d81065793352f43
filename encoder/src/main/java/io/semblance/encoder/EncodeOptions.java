package io.semblance.encoder;

import io.semblance.error.SemblanceException;
import org.jspecify.annotations.Nullable;

/**
 * How texts of one call are encoded. A prompt given here beats a prompt's name, which beats what
 * the model puts before texts of this type.
 *
 * @param type which side of a comparison the texts are on
 * @param promptName which of the model's prompts is put before each text, or null
 * @param prompt what is put before each text, as it is, or null
 * @param dimensions how many components are kept from the beginning of each vector; 0 for what the
 *     model was opened with, more than there are for all
 * @param normalize whether vectors are brought to unit length, after the cut
 */
public record EncodeOptions(
    InputType type,
    @Nullable String promptName,
    @Nullable String prompt,
    int dimensions,
    boolean normalize) {
  /** Nothing but the type. */
  public static final EncodeOptions PLAIN = of(InputType.PLAIN);

  public EncodeOptions {
    if (dimensions < 0) {
      throw SemblanceException.invalid("dimensions must be at least 1, got: " + dimensions);
    }
  }

  /** The model's own behaviour for texts of this type. */
  public static EncodeOptions of(InputType type) {
    return new EncodeOptions(type, null, null, 0, false);
  }

  /** With one of the model's prompts, by name. */
  public EncodeOptions withPromptName(String name) {
    return new EncodeOptions(type, name, prompt, dimensions, normalize);
  }

  /** With this text before each input. */
  public EncodeOptions withPrompt(String text) {
    return new EncodeOptions(type, promptName, text, dimensions, normalize);
  }

  /** With the first components only. */
  public EncodeOptions withDimensions(int count) {
    return new EncodeOptions(type, promptName, prompt, count, normalize);
  }

  /** With vectors of unit length. */
  public EncodeOptions normalized() {
    return new EncodeOptions(type, promptName, prompt, dimensions, true);
  }
}
