package io.semblance.encoder.folder;

import java.nio.file.Path;

/**
 * How texts become token ids.
 *
 * @param file the {@code tokenizer.json}
 * @param maxTokens limit on a text's tokens, special tokens included; {@link
 *     io.semblance.encoder.ModelInfo#UNLIMITED} for none
 * @param lowerCase whether texts are lower-cased first
 * @param strip whether white space around a text is cut off first, as SentenceTransformers did
 *     before 5.4
 * @param specialTokens whether the tokenizer's special tokens are added
 */
public record TokenizerSettings(
    Path file, int maxTokens, boolean lowerCase, boolean strip, boolean specialTokens) {}
