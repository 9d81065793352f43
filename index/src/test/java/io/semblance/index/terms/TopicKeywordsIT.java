package io.semblance.index.terms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.semblance.clustering.topics.ClassTerms;
import io.semblance.clustering.topics.Keyword;
import io.semblance.clustering.topics.KeywordOptions;
import io.semblance.clustering.topics.TermCounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Keywords of classes that people have made and named, found without the names. The texts may be
 * read but not shipped: skipped, saying so, where the folder {@code ../shared/data} is missing.
 */
class TopicKeywordsIT {
  private static final Path DATA =
      Path.of(System.getProperty("semblance.root"), "..", "shared", "data", "clustering")
          .normalize();

  private static TreeMap<String, List<String>> textsByLabel(String dataSet) throws IOException {
    Path file = DATA.resolve(dataSet).resolve("data.jsonl.gz");
    if (Boolean.parseBoolean(System.getenv("SEMBLANCE_REQUIRE_DATA"))) {
      assertThat(file).exists();
    }
    Assumptions.assumeTrue(Files.exists(file), "SKIPPED: evaluation data not found: " + file);
    ObjectMapper json = new ObjectMapper();
    TreeMap<String, List<String>> texts = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode item = json.readTree(line);
        texts
            .computeIfAbsent(item.get("label").asText(), label -> new ArrayList<>())
            .add(item.get("text").asText());
      }
    }
    return texts;
  }

  /** The keywords of each class, in small letters, by its name. */
  private static TreeMap<String, List<String>> keywords(String dataSet) throws IOException {
    TreeMap<String, List<String>> texts = textsByLabel(dataSet);
    List<String> labels = List.copyOf(texts.keySet());
    TermCounts counts = new TermCounts(labels.size(), KeywordOptions.DEFAULTS.maxTerms());
    try (AnalyzedTerms terms = AnalyzedTerms.of(AnalyzedTerms.AUTO)) {
      for (int label = 0; label < labels.size(); label++) {
        for (String text : texts.get(labels.get(label))) {
          counts.add(label, text, terms);
        }
      }
    }
    ClassTerms counted = counts.counted(KeywordOptions.DEFAULTS.minTexts());
    TreeMap<String, List<String>> keywords = new TreeMap<>();
    for (int label = 0; label < labels.size(); label++) {
      keywords.put(
          labels.get(label),
          counted.keywords(label, KeywordOptions.DEFAULTS).stream()
              .map(Keyword::text)
              .map(text -> text.toLowerCase(Locale.ROOT))
              .toList());
    }
    return keywords;
  }

  @Test
  void questionsUnderATagAreNamedByTheTag() throws IOException {
    keywords("stackoverflow-titles")
        .forEach(
            (tag, keywords) ->
                assertThat(keywords.subList(0, 3)).as(tag).contains(tag.replace('-', ' ')));
  }

  @Test
  void sectionsOfANewspaperHaveTheWordsThatAPersonExpects() throws IOException {
    TreeMap<String, List<String>> keywords = keywords("bbc-news");
    assertThat(keywords.get("business")).contains("company", "bank", "market", "economy");
    assertThat(keywords.get("entertainment")).contains("film", "music", "actor");
    assertThat(keywords.get("politics")).contains("election", "party", "government", "minister");
    assertThat(keywords.get("sport")).contains("win", "players", "match", "cup");
    assertThat(keywords.get("tech")).contains("technology", "computer", "software", "mobile");
  }
}
