package io.semblance.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the quality of a model is measured on, before and after it was changed. */
final class QualityOption {
  @Option(
      names = "--sts",
      paramLabel = "PATH",
      description =
          "Scored sentence pairs, pairs.tsv (plain or gzip, with columns sentence1, sentence2, score and split) or its folder: how well cosines follow the scores is compared before and after. Never fitted to.")
  private @Nullable Path scored;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      defaultValue = "test",
      description = "Split of the scored pairs. Default: ${DEFAULT-VALUE}.")
  private String split = "test";

  String split() {
    return split;
  }

  /** Read before any long work: a wrong name should not be found out after minutes. */
  Optional<ScoredSentences> read() {
    return Optional.ofNullable(scored).map(path -> ScoredSentences.read(path, split));
  }
}
