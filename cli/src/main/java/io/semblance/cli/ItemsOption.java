package io.semblance.cli;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Texts of a file, and how they become vectors. */
final class ItemsOption {
  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "The texts, see below; - reads standard input.")
  private @Nullable String input;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, tsv or jsonl, where the file's name does not say it.")
  private @Nullable ItemFormat format;

  @Option(
      names = "--label-field",
      paramLabel = "NAME",
      defaultValue = "label",
      description =
          "Field of JSON that says where a text belongs, to measure with. Default: ${DEFAULT-VALUE}.")
  private String labelField = "label";

  @Mixin private ModelOption model = new ModelOption();
  @Mixin private OpeningOptions opening = new OpeningOptions();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Keep vectors and finished parts here, so that the same command goes on after a stop.")
  private @Nullable Path work;

  /** Work with texts and their vectors. */
  @FunctionalInterface
  interface Work {
    /** Does it; returns the exit code. */
    int on(TextVectors texts) throws IOException;
  }

  /** Folder for finished parts, or null. */
  @Nullable Path work() {
    return work;
  }

  /** Whether a file was named. */
  boolean isGiven() {
    return input != null;
  }

  int threads() {
    return opening.threads();
  }

  /** Reads and encodes the texts, hands them over, and closes them. */
  int with(Terminal terminal, HomeOption home, Work work) {
    ItemReader reader = new ItemReader(required(), format, labelField, terminal);
    List<TextItem> items = reader.read();
    int done;
    try (SentenceEncoder encoder = home.encoder(terminal, model.name(), opening);
        TextVectors texts = new TextEncoding(encoder, this.work, terminal).encode(items)) {
      encoder.model().notes().forEach(terminal::remark);
      done = work.on(texts);
    } catch (IOException e) {
      throw failure(e);
    }
    return done == 0 && reader.refused() > 0 ? FailureHandler.PARTLY_DONE : done;
  }

  private static SemblanceException failure(IOException cause) {
    return new SemblanceException(
        ErrorCode.STORAGE_FAILURE, "cannot write what was asked for: " + cause, cause);
  }

  /** Work with texts alone. */
  @FunctionalInterface
  interface TextWork {
    /** Does it; returns the exit code. */
    int on(List<TextItem> texts) throws IOException;
  }

  /** Reads the texts and hands them over, without a model. */
  int withoutVectors(Terminal terminal, TextWork work) {
    ItemReader reader = new ItemReader(required(), format, labelField, terminal);
    int done;
    try {
      done = work.on(reader.read());
    } catch (IOException e) {
      throw failure(e);
    }
    return done == 0 && reader.refused() > 0 ? FailureHandler.PARTLY_DONE : done;
  }

  private String required() {
    if (input == null) {
      throw SemblanceException.invalid(
          "say where the texts are: --input FILE, or --collection NAME");
    }
    return input;
  }
}
