package io.semblance.encoder;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is known of a loaded cross-encoder.
 *
 * @param id the name of its folder
 * @param source what {@link Rerankers#load(String)} takes to load it again
 * @param folder where its files are
 * @param fingerprint SHA-256 over every file that can change a score, as 64 hexadecimal digits
 * @param labels names of what it scores a pair by; one for a model that ranks
 * @param activation the function after its network: {@code sigmoid} gives scores in [0, 1], {@code
 *     identity} unbounded ones
 * @param maxTokens longest pair in tokens, special tokens and prompt included; longer ones are cut
 * @param prompts prompt name to the text that is put before the first of a pair
 */
public record RerankerInfo(
    String id,
    String source,
    Path folder,
    String fingerprint,
    List<String> labels,
    String activation,
    int maxTokens,
    Map<String, String> prompts) {
  public RerankerInfo {
    labels = List.copyOf(labels);
    prompts = Map.copyOf(prompts);
  }
}
