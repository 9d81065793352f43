package io.semblance.encoder;

import io.semblance.vectors.Similarity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is known of a loaded model.
 *
 * @param id the built-in name, or the name of the folder
 * @param source what {@link SentenceEncoders#load(String)} takes to load it again: the built-in
 *     name or the folder's path
 * @param folder where its files are
 * @param fingerprint SHA-256 over every file that can change a vector, as 64 hexadecimal digits
 * @param dimension length of its vectors
 * @param maxTokens longest input in tokens, special tokens and prompt included; longer texts are
 *     cut on the right
 * @param similarity how its vectors are meant to be compared
 * @param prompts prompt name to the text that is put before the input
 * @param pipeline its modules in order of execution, in words
 * @param notes what a person who uses it should know, in sentences; often empty
 */
public record ModelInfo(
    String id,
    String source,
    Path folder,
    String fingerprint,
    int dimension,
    int maxTokens,
    Similarity similarity,
    Map<String, String> prompts,
    List<String> pipeline,
    List<String> notes) {
  /** {@code maxTokens} of a model without a limit. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  public ModelInfo {
    prompts = Map.copyOf(prompts);
    pipeline = List.copyOf(pipeline);
    notes = List.copyOf(notes);
  }

  ModelInfo withFingerprint(String other) {
    return new ModelInfo(
        id, source, folder, other, dimension, maxTokens, similarity, prompts, pipeline, notes);
  }
}
