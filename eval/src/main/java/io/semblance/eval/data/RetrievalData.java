package io.semblance.eval.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.error.SemblanceException;
import io.semblance.index.SourceDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A retrieval data set in BEIR's layout: {@code corpus.jsonl}, {@code queries.jsonl}, {@code
 * qrels/test.tsv}.
 *
 * @param corpus the documents
 * @param queries query id to text
 * @param qrels query id to document id to grade
 */
public record RetrievalData(
    List<SourceDocument> corpus,
    Map<String, String> queries,
    Map<String, Map<String, Integer>> qrels) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a folder; every file may be gzip. */
  public static RetrievalData read(Path folder) {
    List<SourceDocument> corpus = new ArrayList<>();
    for (JsonNode line : objects(folder, "corpus.jsonl")) {
      corpus.add(
          SourceDocument.of(
              line.path("_id").asText(),
              line.path("title").asText(""),
              line.path("text").asText("")));
    }
    Map<String, String> queries = new LinkedHashMap<>();
    for (JsonNode line : objects(folder, "queries.jsonl")) {
      queries.put(line.path("_id").asText(), line.path("text").asText());
    }
    return new RetrievalData(corpus, queries, qrels(folder));
  }

  private static Map<String, Map<String, Integer>> qrels(Path folder) {
    Map<String, Map<String, Integer>> qrels = new LinkedHashMap<>();
    List<String> lines = DataFile.lines(folder, "qrels/test.tsv");
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      qrels
          .computeIfAbsent(fields[0], id -> new LinkedHashMap<>())
          .put(fields[1], Integer.valueOf(fields[2]));
    }
    return qrels;
  }

  private static List<JsonNode> objects(Path folder, String name) {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : DataFile.lines(folder, name)) {
      try {
        objects.add(JSON.readTree(line));
      } catch (JsonProcessingException e) {
        throw SemblanceException.invalid(
            name
                + " in "
                + folder
                + " line "
                + (objects.size() + 1)
                + ": "
                + e.getOriginalMessage());
      }
    }
    return objects;
  }
}
