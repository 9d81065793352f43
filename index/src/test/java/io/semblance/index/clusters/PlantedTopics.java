package io.semblance.index.clusters;

import io.semblance.index.SourceDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents about three things. With a hashing encoder two about the same thing share three of four
 * words, so their cosine is about 0.75; two about different things share none.
 */
final class PlantedTopics {
  static final List<String> WORDS =
      List.of("apple banana cherry", "router modem cable", "violin cello flute");

  private PlantedTopics() {}

  static SourceDocument document(int topic, int number) {
    return SourceDocument.of(
        "t" + topic + "-" + number, WORDS.get(topic) + " extra" + topic + "x" + number);
  }

  static List<SourceDocument> documents(int from, int to) {
    List<SourceDocument> documents = new ArrayList<>();
    for (int number = from; number < to; number++) {
      for (int topic = 0; topic < WORDS.size(); topic++) {
        documents.add(document(topic, number));
      }
    }
    return documents;
  }

  static int topicOf(String id) {
    return id.charAt(1) - '0';
  }
}
