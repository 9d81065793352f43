package io.semblance.encoder.calibration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.semblance.encoder.ModelInfo;
import io.semblance.error.ErrorCode;
import io.semblance.error.SemblanceException;
import io.semblance.vectors.precision.CalibrationRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Calibration ranges and whose vectors they are of. The file is one JSON object:
 *
 * <ul>
 *   <li>{@code format}: 1
 *   <li>{@code dimension}: length of the vectors
 *   <li>{@code vectors}: how many vectors the ranges are of
 *   <li>{@code fingerprint}: {@link ModelInfo#fingerprint()} of their model; may be left out
 *   <li>{@code min}, {@code max}: {@code dimension} numbers each, with the digits that float32
 *       needs
 * </ul>
 *
 * @param ranges the ranges
 * @param fingerprint of the model that gave the vectors, or null where that is not known
 */
public record CalibrationFile(CalibrationRanges ranges, @Nullable String fingerprint) {
  private static final int FORMAT = 1;
  private static final long MAX_BYTES = 16L << 20;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Content(
      int format,
      int dimension,
      long vectors,
      @Nullable String fingerprint,
      float @Nullable [] min,
      float @Nullable [] max) {}

  /**
   * Reads a file.
   *
   * @throws SemblanceException {@code NOT_FOUND} when there is none, {@code INVALID_REQUEST} when
   *     it does not hold ranges, {@code STORAGE_FAILURE} when it cannot be read
   */
  public static CalibrationFile read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw invalid(file, "must have at most " + MAX_BYTES + " bytes, got: " + size);
      }
      return of(file, JSON.readValue(Files.readAllBytes(file), Content.class));
    } catch (NoSuchFileException e) {
      throw SemblanceException.notFound("no such calibration file: " + file);
    } catch (JsonProcessingException e) {
      throw invalid(file, "is not a calibration file: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot read calibration file " + file + ": " + e, e);
    }
  }

  private static CalibrationFile of(Path file, @Nullable Content content) {
    if (content == null || content.min() == null || content.max() == null) {
      throw invalid(file, "must have 'min' and 'max'");
    }
    if (content.format() != FORMAT) {
      throw invalid(file, "must have format " + FORMAT + ", got: " + content.format());
    }
    if (content.dimension() != content.min().length) {
      throw invalid(
          file, "has " + content.min().length + " ranges for dimension " + content.dimension());
    }
    try {
      return new CalibrationFile(
          CalibrationRanges.of(content.min(), content.max(), content.vectors()),
          content.fingerprint());
    } catch (SemblanceException e) {
      throw invalid(file, "does not hold ranges: " + e.getMessage());
    }
  }

  private static SemblanceException invalid(Path file, String problem) {
    return SemblanceException.invalid("calibration file " + file + " " + problem);
  }

  /**
   * Writes this to a file, which appears when it is complete and takes the place of one that is
   * there.
   *
   * @throws SemblanceException {@code STORAGE_FAILURE} when it cannot be written
   */
  public void write(Path file) {
    Content content =
        new Content(
            FORMAT, ranges.dimension(), ranges.vectors(), fingerprint, ranges.min(), ranges.max());
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      try {
        Files.write(partial, JSON.writeValueAsBytes(content));
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new SemblanceException(
          ErrorCode.STORAGE_FAILURE, "cannot write calibration file " + file + ": " + e, e);
    }
  }

  /**
   * Refuses vectors that these ranges are not for.
   *
   * @param model gives the vectors
   * @param dimension length of the vectors
   * @throws SemblanceException {@code CONFLICT} when the dimension or the model is another
   */
  public void requireFor(ModelInfo model, int dimension) {
    if (ranges.dimension() != dimension) {
      throw conflict(
          "dimension mismatch: calibration ranges have "
              + ranges.dimension()
              + ", vectors of model '"
              + model.id()
              + "' have "
              + dimension);
    }
    if (fingerprint != null && !fingerprint.equals(model.fingerprint())) {
      throw conflict(
          "calibration ranges are of another model than '"
              + model.id()
              + "': fingerprint "
              + fingerprint
              + ", the model's is "
              + model.fingerprint());
    }
  }

  private static SemblanceException conflict(String message) {
    return new SemblanceException(ErrorCode.CONFLICT, message + "; fit them with this model");
  }
}
