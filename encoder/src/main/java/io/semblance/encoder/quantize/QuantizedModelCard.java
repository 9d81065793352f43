package io.semblance.encoder.quantize;

import io.semblance.encoder.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code README.md} of an int8 model: what it was made of and how, and what was measured.
 *
 * @param base the model it was made of
 * @param quantization what was made
 * @param comparison with the base model
 * @param furtherMeasures lines of a Markdown list; may be empty
 * @param command what a person types to get the same result
 */
public record QuantizedModelCard(
    ModelInfo base,
    Quantization quantization,
    Comparison comparison,
    String furtherMeasures,
    String command) {
  private static final String CARD = "README.md";
  private static final Pattern LICENCE = Pattern.compile("(?m)^license:[ \\t]*([\\w.-]+)[ \\t]*$");

  /** Writes the card into the model's folder, in place of the base model's. */
  public void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(CARD), text());
  }

  private String text() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("---\nlibrary_name: sentence-transformers\npipeline_tag: sentence-similarity\n");
    licence().ifPresent(licence -> text.append("license: ").append(licence).append('\n'));
    text.append("base_model: ").append(base.id()).append("\nbase_model_relation: quantized\n");
    text.append("tags:\n- sentence-transformers\n- onnx\n- int8\n---\n\n");
    text.append("# ").append(base.id()).append(", int8\n\n");
    text.append("Made from `").append(base.id()).append("` (fingerprint `");
    text.append(base.fingerprint()).append("`) with\n\n    ").append(command).append("\n\n");
    text.append(
        """
        Weights of the transformer's products are int8 with a scale for each output, activations uint8 with a scale for each
        token, which is computed while the model runs: a text's vector does not depend on what it is batched with. Weights were
        rounded with error feedback on %d calibration texts. Word embeddings are int8 with a scale for each word.

        | graph | bytes | for |
        |---|---:|---|
        """
            .replace("%d", Integer.toString(quantization.calibrationTexts())));
    for (Quantization.GraphFile graph : quantization.graphs()) {
      text.append("| `").append(graph.path()).append("` | ").append(graph.bytes()).append(" | ");
      text.append(purpose(graph)).append(" |\n");
    }
    text.append(
        "\nSemblance tries the int8 graphs in this order on a few texts when it loads the model and keeps the first whose vectors"
            + " agree with the float32 ones (`quantization.json`).\n\n## Measured\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "- cosine to the float32 vectors on %d texts that were not used for calibration: mean %.5f, least %.5f%n",
            comparison.texts(),
            comparison.meanCosine(),
            comparison.minCosine()));
    text.append(
        String.format(
            Locale.ROOT,
            "- the same texts, alternating rounds on the machine that made this: %.0f sentences/s, float32 %.0f, ratio %.2f%n",
            comparison.int8PerSecond(),
            comparison.float32PerSecond(),
            comparison.speedup()));
    return text.append(furtherMeasures).toString().replace("\r\n", "\n");
  }

  private static String purpose(Quantization.GraphFile graph) {
    for (Variant variant : Variant.values()) {
      if (variant.label().equals(graph.label())) {
        return variant.purpose();
      }
    }
    return "the original weights, where an int8 graph does not agree with them";
  }

  /** The licence that the base model's card names in its front matter. */
  private Optional<String> licence() throws IOException {
    Path card = base.folder().resolve(CARD);
    if (!Files.isRegularFile(card)) {
      return Optional.empty();
    }
    Matcher matcher = LICENCE.matcher(Files.readString(card));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
