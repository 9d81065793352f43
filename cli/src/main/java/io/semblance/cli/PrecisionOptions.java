package io.semblance.cli;

import io.semblance.encoder.ModelInfo;
import io.semblance.encoder.calibration.CalibrationFile;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.precision.CalibrationRanges;
import io.semblance.vectors.precision.Precision;
import io.semblance.vectors.precision.Quantizer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How exactly vectors are written, and the ranges that bytes need. */
final class PrecisionOptions {
  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "float32",
      description = "float32, int8, uint8, binary or ubinary. Default: ${DEFAULT-VALUE}.")
  private Precision precision = Precision.FLOAT32;

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description = "Ranges for int8 and uint8. Default: those of the whole input.")
  private @Nullable Path calibration;

  @Option(
      names = "--save-calibration",
      paramLabel = "FILE",
      description = "Write the ranges of the whole input to this file.")
  private @Nullable Path saved;

  Precision precision() {
    return precision;
  }

  /** Whether nothing was asked for. */
  boolean areDefault() {
    return precision == Precision.FLOAT32 && calibration == null && saved == null;
  }

  /** Refuses options that contradict each other. */
  void requireConsistent() {
    if (calibration != null && !precision.needsRanges()) {
      throw SemblanceException.invalid(
          "--calibration is for --precision int8 and uint8, got: " + precision.label());
    }
    if (calibration != null && saved != null) {
      throw SemblanceException.invalid(
          "--calibration uses ranges and --save-calibration makes them; give one of the two");
    }
  }

  /** Whether the ranges of the input are wanted, for its codes or to be saved. */
  boolean fitsRanges() {
    return saved != null || codesNeedAllVectors();
  }

  /** Whether no vector can be written before all are known. */
  boolean codesNeedAllVectors() {
    return precision.needsRanges() && calibration == null;
  }

  /** How rows are written where that does not depend on the input. */
  RowFormat format(ModelInfo model, Terminal terminal) {
    return switch (precision) {
      case FLOAT32 -> new FloatRows(model.dimension());
      case BINARY -> new CodeRows(Quantizer.binary(model.dimension()));
      case UBINARY -> new CodeRows(Quantizer.ubinary(model.dimension()));
      case INT8, UINT8 -> format(given(model, terminal));
    };
  }

  /** How rows are written with these ranges; for {@code int8} and {@code uint8}. */
  RowFormat format(CalibrationRanges ranges) {
    return new CodeRows(precision.isSigned() ? Quantizer.int8(ranges) : Quantizer.uint8(ranges));
  }

  private CalibrationRanges given(ModelInfo model, Terminal terminal) {
    if (calibration == null) {
      throw new IllegalStateException("no ranges are known yet");
    }
    CalibrationFile file = CalibrationFile.read(calibration);
    file.requireFor(model, model.dimension());
    file.ranges().warning().ifPresent(terminal::remark);
    return file.ranges();
  }

  /** Refuses ranges that are too narrow for the very vectors they are of. */
  void requireEnough(long vectors) {
    if (vectors < CalibrationRanges.FEW_VECTORS) {
      throw SemblanceException.invalid(
          precision.label()
              + " needs ranges, which must be of at least "
              + CalibrationRanges.FEW_VECTORS
              + " texts, got: "
              + vectors
              + "; give those of a larger input by --calibration FILE (written with --save-calibration FILE)");
    }
  }

  /** Saves ranges if that was asked for. */
  void save(CalibrationRanges ranges, ModelInfo model, Terminal terminal) {
    if (saved != null) {
      new CalibrationFile(ranges, model.fingerprint()).write(saved);
      ranges.warning().ifPresent(terminal::remark);
    }
  }
}
