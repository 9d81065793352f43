package io.semblance.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.semblance.error.SemblanceException;
import io.semblance.index.SourceDocument;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Documents from JSON Lines: {@code _id} or {@code id}, {@code title}, {@code text}; every other
 * field is metadata. Blank lines are passed over; a bad line is reported and passed over too. One
 * thread at a time.
 */
final class DocumentReader implements Iterator<SourceDocument> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  private final String name;
  private final boolean refuseRepeatedIds;
  private final LineReader lines;
  private final BiConsumer<Long, String> onBadLine;
  private final SeenIds seen = new SeenIds();
  private volatile long read;
  private long replaced;
  private @Nullable SourceDocument next;

  /**
   * Reads from a file.
   *
   * @param onBadLine told the number and the problem of each line that is passed over; may throw to
   *     stop
   * @param refuseRepeatedIds whether an id that came before makes a line bad; otherwise it replaces
   *     the document
   */
  DocumentReader(
      String name, InputFile file, BiConsumer<Long, String> onBadLine, boolean refuseRepeatedIds) {
    this.name = name;
    this.refuseRepeatedIds = refuseRepeatedIds;
    this.lines = new LineReader(file.content());
    this.onBadLine = onBadLine;
  }

  /** How many documents were read so far; any thread may ask. */
  long read() {
    return read;
  }

  /** How many documents had an id that came before in the same input. */
  long replaced() {
    return replaced;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = readNext();
    }
    return next != null;
  }

  @Override
  public SourceDocument next() {
    SourceDocument current = next == null ? readNext() : next;
    if (current == null) {
      throw new NoSuchElementException();
    }
    next = null;
    return current;
  }

  private @Nullable SourceDocument readNext() {
    try {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        SourceDocument document = parse(line);
        if (document != null) {
          return document;
        }
      }
      return null;
    } catch (IOException e) {
      throw InputFile.unreadable(name, e);
    }
  }

  private @Nullable SourceDocument parse(LineReader.Line line) {
    try {
      if (line.problem() != null) {
        throw SemblanceException.invalid(line.problem());
      }
      if (line.text().isBlank()) {
        return null;
      }
      SourceDocument document = document(JSON.readValue(line.text(), OBJECT));
      long before = read; // only the reading thread writes
      read = before + 1;
      if (!seen.add(document.id())) {
        repeated(document.id());
      }
      return document;
    } catch (MismatchedInputException e) {
      onBadLine.accept(line.number(), "is not a JSON object, alone on its line");
    } catch (JsonProcessingException e) {
      onBadLine.accept(line.number(), "is not a JSON object: " + e.getOriginalMessage());
    } catch (SemblanceException e) {
      onBadLine.accept(line.number(), String.valueOf(e.getMessage()));
    }
    return null;
  }

  private void repeated(String id) {
    if (refuseRepeatedIds) {
      throw SemblanceException.invalid("an id must come once, got again: '" + id + "'");
    }
    replaced++;
  }

  private static SourceDocument document(@Nullable Map<String, Object> fields) {
    if (fields == null) {
      throw SemblanceException.invalid("must be a JSON object, got: null");
    }
    String id = id(fields);
    String title = string(fields, "title");
    String text = string(fields, "text");
    if (title == null && text == null) {
      throw SemblanceException.invalid("must have a text or a title");
    }
    return new SourceDocument(id, fields);
  }

  private static String id(Map<String, Object> fields) {
    Object id = fields.containsKey("_id") ? fields.remove("_id") : fields.remove("id");
    if (id instanceof String || id instanceof Integer || id instanceof Long) {
      return id.toString();
    }
    throw SemblanceException.invalid(
        "must have an _id or id that is a string or an integer, got: " + id);
  }

  private static @Nullable String string(Map<String, Object> fields, String key) {
    Object value = fields.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw SemblanceException.invalid(key + " must be a string, got: " + value);
  }
}
