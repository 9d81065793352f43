package io.semblance.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.semblance.error.SemblanceException;
import io.semblance.index.Change;
import io.semblance.index.Precondition;
import io.semblance.index.SourceDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON as a change: a document, or, when it has {@code op}, an operation {@code
 * {"op":"upsert|patch|delete","id":…,"doc":{…}}}.
 *
 * @param textFields the collection's
 */
record ChangeParser(List<String> textFields) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  /**
   * Parses a line.
   *
   * @throws SemblanceException that says what is wrong with it
   */
  Change parse(String line) {
    Map<String, Object> fields = object(line);
    return fields.containsKey("op") ? operation(fields) : upsert(id(fields), fields);
  }

  private static Map<String, Object> object(String line) {
    try {
      Map<String, Object> fields = JSON.readValue(line, OBJECT);
      if (fields == null) {
        throw SemblanceException.invalid("must be a JSON object, got: null");
      }
      return fields;
    } catch (MismatchedInputException e) {
      throw SemblanceException.invalid("is not a JSON object, alone on its line");
    } catch (JsonProcessingException e) {
      throw SemblanceException.invalid("is not a JSON object: " + e.getOriginalMessage());
    }
  }

  private Change operation(Map<String, Object> fields) {
    Object name = fields.remove("op");
    String id = id(fields);
    Change change =
        switch (String.valueOf(name)) {
          case "upsert" -> upsert(id, doc(fields));
          case "patch" -> patch(id, doc(fields));
          case "delete" -> new Change.Delete(id);
          default ->
              throw SemblanceException.invalid("op must be upsert, patch or delete, got: " + name);
        };
    if (!fields.isEmpty()) {
      throw SemblanceException.invalid(
          "a line with op may have id and doc beside it, got: "
              + String.join(", ", fields.keySet()));
    }
    return change;
  }

  @SuppressWarnings("unchecked") // objects of JSON have strings for keys
  private static Map<String, Object> doc(Map<String, Object> fields) {
    Object doc = fields.remove("doc");
    if (doc instanceof Map<?, ?> object) {
      return (Map<String, Object>) object;
    }
    throw SemblanceException.invalid("doc must be a JSON object, got: " + doc);
  }

  private Change upsert(String id, Map<String, Object> fields) {
    Object chunks = fields.remove(GivenChunks.KEY);
    SourceDocument document = new SourceDocument(id, fields);
    requireText(document);
    return new Change.Upsert(
        chunks == null
            ? document
            : new SourceDocument(id, fields, GivenChunks.of(chunks, document, textFields)));
  }

  private static Change patch(String id, Map<String, Object> fields) {
    if (fields.containsKey(GivenChunks.KEY)) {
      throw SemblanceException.invalid("a patch cannot hold chunks; upsert the whole document");
    }
    return new Change.Patch(id, fields, Precondition.NONE);
  }

  private void requireText(SourceDocument document) {
    if (textFields.stream().allMatch(field -> document.text(field).isEmpty())) {
      throw SemblanceException.invalid(
          "must have a text in one of the collection's text fields: "
              + String.join(", ", textFields));
    }
  }

  private static String id(Map<String, Object> fields) {
    @Nullable Object id = fields.containsKey("_id") ? fields.remove("_id") : fields.remove("id");
    if (id instanceof String || id instanceof Integer || id instanceof Long) {
      return id.toString();
    }
    throw SemblanceException.invalid(
        "must have an _id or id that is a string or an integer, got: " + id);
  }
}
