package io.semblance.index.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.semblance.index.Change;
import io.semblance.index.CollectionStore;
import io.semblance.index.Scan;
import io.semblance.index.SearchDepth;
import io.semblance.index.SearchHit;
import io.semblance.index.SearchMode;
import io.semblance.index.SearchRequest;
import io.semblance.index.SourceDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCollectionContractTest extends SearchContract {
  @TempDir private Path root;
  private int opened;

  @Override
  Searchable open() {
    return new SearchableCollection(
        new CollectionStore(root).create("contract-" + opened++, ENCODER, SCHEMA));
  }

  @Override
  List<Scan> scans() {
    return List.of(Scan.EXACT, Scan.GRAPH);
  }

  @Test
  void scoresAndMatchesAreThoseOfTheExactTwin() {
    List<Change> changes =
        IntStream.range(0, 200)
            .<Change>mapToObj(
                i ->
                    new Change.Upsert(
                        SourceDocument.of("n" + i, "shared " + (char) ('a' + i % 23) + "word")))
            .toList();
    try (Searchable twin = new ExactTwin(ENCODER, SCHEMA);
        Searchable collection = open()) {
      twin.write(changes);
      collection.write(changes);
      for (char letter = 'a'; letter < 'x'; letter++) {
        SearchRequest dense =
            SearchRequest.of(letter + "word", SearchMode.DENSE, 200).withDepth(SearchDepth.EXACT);
        List<SearchHit> expected = twin.search(dense).hits();
        List<SearchHit> found = collection.search(dense).hits();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
          assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-5));
        }
        SearchRequest lexical = SearchRequest.of(letter + "word", SearchMode.LEXICAL, 200);
        assertThat(ids(collection, lexical)).isEqualTo(ids(twin, lexical));
      }
    }
  }

  private static Set<String> ids(Searchable searched, SearchRequest request) {
    return searched.search(request).hits().stream()
        .map(hit -> hit.document().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
