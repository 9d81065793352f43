package io.semblance.encoder.hub;

import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's publisher says of it in {@code README.md}: the YAML head between two lines {@code
 * ---}, and the text after it. A damaged head costs its fields, not the card.
 *
 * @param task such as {@code sentence-similarity}
 * @param licence identifier, such as {@code apache-2.0}
 * @param library what it was made for, such as {@code sentence-transformers}
 * @param languages codes such as {@code en}
 * @param baseModels the models that it was trained from
 * @param tags free words
 * @param datasets what it was trained on
 * @param metrics what it was evaluated by
 * @param results claimed scores
 * @param emissions of its training, or null
 * @param intendedUse section of the text, empty where there is none
 * @param limitations section of the text, empty where there is none
 * @param trainingData section of the text, empty where there is none
 * @param text the whole text without the head
 * @param warnings what could not be read, for people
 */
public record ModelCard(
    @Nullable String task,
    @Nullable String licence,
    @Nullable String library,
    List<String> languages,
    List<String> baseModels,
    List<String> tags,
    List<String> datasets,
    List<String> metrics,
    List<ClaimedResult> results,
    @Nullable Emissions emissions,
    String intendedUse,
    String limitations,
    String trainingData,
    String text,
    List<String> warnings) {
  private static final int MAX_BYTES = 4 << 20;

  public ModelCard {
    languages = List.copyOf(languages);
    baseModels = List.copyOf(baseModels);
    tags = List.copyOf(tags);
    datasets = List.copyOf(datasets);
    metrics = List.copyOf(metrics);
    results = List.copyOf(results);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads {@code README.md} of a model's folder; a folder without one gives an empty card.
   *
   * @throws SemblanceException {@code STORAGE_FAILURE} when it cannot be read
   */
  public static ModelCard ofFolder(Path folder) {
    Path file = folder.resolve("README.md");
    if (!Files.isRegularFile(file)) {
      return parse("");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot read the card " + file + ": " + e, e);
    }
  }

  /** Reads the text of a {@code README.md}. Never fails: see {@link #warnings()}. */
  public static ModelCard parse(String readme) {
    CardHead head = CardHead.of(readme);
    CardText text = CardText.of(readme);
    return new ModelCard(
        head.text("pipeline_tag"),
        head.text("license"),
        head.text("library_name"),
        head.list("language"),
        head.list("base_model"),
        head.list("tags"),
        head.list("datasets"),
        head.list("metrics"),
        head.results(),
        head.emissions(),
        text.section(CardText.INTENDED_USE),
        text.section(CardText.LIMITATIONS),
        text.section(CardText.TRAINING_DATA),
        text.body(),
        head.warnings());
  }
}
