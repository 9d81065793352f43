package io.semblance.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.semblance.error.SemblanceException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a line is a text: alone, after an id and a tab, or in a JSON object. */
enum ItemFormat {
  /** The line is the text; its number is the id. */
  TEXT {
    @Override
    TextItem parse(String line, long number, String labelField) {
      return new TextItem(Long.toString(number), line, null);
    }
  },
  /** Id, tab, text, and what else there is. Tabs are not quoted. */
  TSV {
    @Override
    TextItem parse(String line, long number, String labelField) {
      String[] cells = line.split("\t", -1);
      if (cells.length < 2) {
        throw SemblanceException.invalid("a line must be an id, a tab and a text");
      }
      return new TextItem(cells[0], cells[1], null);
    }

    @Override
    boolean isHeading(String line) {
      return line.startsWith("id\t");
    }
  },
  /** An object with text, maybe title and subject before it, and maybe an id and a label. */
  JSONL {
    @Override
    TextItem parse(String line, long number, String labelField) {
      JsonNode object = object(line);
      String text =
          Stream.of("title", "subject", "text")
              .map(object::get)
              .filter(value -> value != null && value.isTextual())
              .map(JsonNode::textValue)
              .filter(value -> !value.isBlank())
              .collect(Collectors.joining("\n"));
      JsonNode id = object.hasNonNull("_id") ? object.get("_id") : object.get("id");
      JsonNode label = object.get(labelField);
      return new TextItem(
          id == null || id.isNull() ? Long.toString(number) : id.asText(),
          text,
          label == null || label.isNull() ? null : label.asText());
    }
  };

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads a line.
   *
   * @param number of the line, from 1
   * @param labelField what a JSON object's label is called
   * @throws SemblanceException that says what is wrong with it
   */
  abstract TextItem parse(String line, long number, String labelField);

  /** Whether a file's first line names its columns. */
  boolean isHeading(String line) {
    return false;
  }

  /**
   * The format that a file's name, or else its first line, tells of.
   *
   * @param firstLine or null when there is none
   */
  static ItemFormat of(String file, @Nullable String firstLine) {
    String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (name.endsWith(".jsonl") || name.endsWith(".json") || name.endsWith(".ndjson")) {
      return JSONL;
    }
    if (name.endsWith(".tsv")) {
      return TSV;
    }
    return name.equals("-") && firstLine != null && firstLine.startsWith("{") ? JSONL : TEXT;
  }

  private static JsonNode object(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (node.isObject()) {
        return node;
      }
      throw SemblanceException.invalid("must be a JSON object, got: " + node.getNodeType());
    } catch (JsonProcessingException e) {
      throw SemblanceException.invalid("is not a JSON object: " + e.getOriginalMessage());
    }
  }
}
