package io.semblance.encoder;

import java.util.Locale;

/** Which side of a comparison a text is on; some models put a different prompt before each. */
public enum InputType {
  /** What is searched with. */
  QUERY,
  /** What is searched in. */
  DOCUMENT,
  /** Neither: both sides are alike, as in sentence similarity, mining and clustering. */
  PLAIN;

  /** The name that people type. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
