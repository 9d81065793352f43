package io.semblance.cli;

import io.semblance.encoder.SentenceEncoders;
import picocli.CommandLine.Option;

/** Which model a command uses. */
final class ModelOption {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      defaultValue = SentenceEncoders.ALL_MINILM_L6_V2_256,
      description =
          "A built-in model (see 'semblance models list'), a SentenceTransformers folder, or a model of the hub as ORGANISATION/NAME[@REVISION]. Default: ${DEFAULT-VALUE}.")
  private String name = SentenceEncoders.ALL_MINILM_L6_V2_256;

  String name() {
    return name;
  }
}
