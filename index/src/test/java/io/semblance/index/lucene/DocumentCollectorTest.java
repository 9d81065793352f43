package io.semblance.index.lucene;

import static io.semblance.index.lucene.VectorIndexFixture.FIELD;
import static io.semblance.index.lucene.VectorIndexFixture.config;
import static io.semblance.index.lucene.VectorIndexFixture.document;
import static io.semblance.index.lucene.VectorIndexFixture.index;
import static io.semblance.index.lucene.VectorIndexFixture.randomUnitVectors;
import static io.semblance.index.lucene.VectorIndexFixture.search;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.FloatVectorSimilarityQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.PatienceKnnVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SeededKnnVectorQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentCollectorTest {
  private static final int DIMENSION = 24;
  private static final TermQuery PARENTS = new TermQuery(new Term("kind", "document"));

  @TempDir Path folder;

  private static UniqueVectorsFormat format() {
    return new UniqueVectorsFormat(UniqueVectorsFormatTest.graph());
  }

  /**
   * Document i has two passages of its own and, as a boiler plate has it, one that half of them
   * share.
   */
  private static void writeBlocks(Directory directory, float[][] own, float[] boilerPlate)
      throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config(format()))) {
      for (int id = 0; id < own.length / 2; id++) {
        List<Document> block = new ArrayList<>();
        block.add(document(id, own[2 * id]));
        block.add(document(id, own[2 * id + 1]));
        if (id % 2 == 0) {
          block.add(document(id, boilerPlate));
        }
        Document parent = new Document();
        parent.add(new StringField("kind", "document", Field.Store.NO));
        block.add(parent);
        writer.addDocuments(block);
      }
      writer.forceMerge(1);
    }
  }

  @Test
  void givesKParentsHoweverManyShareAPassage() throws IOException {
    float[][] own = randomUnitVectors(1, 1600, DIMENSION);
    float[] boilerPlate = randomUnitVectors(2, 1, DIMENSION)[0];
    BitSetProducer parents = new QueryBitSetProducer(PARENTS);
    try (Directory directory = FSDirectory.open(folder)) {
      writeBlocks(directory, own, boilerPlate);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        // All 400 that share the passage, then those whose own passages come next.
        Query all =
            new DiversifyingChildrenFloatKnnVectorQuery(FIELD, boilerPlate, null, 420, parents);
        List<Integer> found = search(reader, all, 420);
        assertThat(found).hasSize(420).doesNotHaveDuplicates();
        assertThat(found.subList(0, 400)).allMatch(id -> id % 2 == 0);

        int right = 0;
        float[][] queries = randomUnitVectors(3, 40, DIMENSION);
        for (float[] query : queries) {
          Query nearest =
              new DiversifyingChildrenFloatKnnVectorQuery(FIELD, query, null, 60, parents);
          Set<Integer> hits = new HashSet<>(search(reader, nearest, 60).subList(0, 10));
          hits.retainAll(closestParents(own, boilerPlate, query, 10));
          right += hits.size();
        }
        // Where the passage that all share is among the closest, any of them may fill the list.
        assertThat(right / (10.0 * queries.length)).isGreaterThan(0.9);
      }
    }
  }

  private static Set<Integer> closestParents(
      float[][] own, float[] boilerPlate, float[] query, int k) {
    double shared = VectorIndexFixture.dot(boilerPlate, query);
    List<Integer> order =
        IntStream.range(0, own.length / 2)
            .boxed()
            .sorted(Comparator.comparingDouble(id -> -best(own, id, query, shared)))
            .toList();
    double last = best(own, order.get(k - 1), query, shared);
    Set<Integer> closest = new HashSet<>();
    for (int id : order) {
      if (best(own, id, query, shared) >= last) {
        closest.add(id);
      }
    }
    return closest;
  }

  private static double best(float[][] own, int id, float[] query, double shared) {
    double best =
        Math.max(
            VectorIndexFixture.dot(own[2 * id], query),
            VectorIndexFixture.dot(own[2 * id + 1], query));
    return id % 2 == 0 ? Math.max(best, shared) : best;
  }

  @Test
  void endsAtTheVisitLimit() throws IOException {
    float[][] vectors = randomUnitVectors(4, 3000, DIMENSION);
    index(folder, format(), twice(vectors));

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      LeafReader leaf = reader.leaves().get(0).reader();
      TopKnnCollector collector = new TopKnnCollector(10, 40);
      leaf.searchNearestVectors(
          FIELD, vectors[0], collector, AcceptDocs.fromLiveDocs(null, leaf.maxDoc()));
      assertThat(collector.earlyTerminated()).isTrue();
      TopDocs found = collector.topDocs();
      assertThat(found.totalHits.relation()).isEqualTo(TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO);
      assertThat(collector.visitedCount()).isLessThan(200);
    }
  }

  private static float[][] twice(float[][] vectors) {
    return VectorIndexFixture.concat(vectors, vectors);
  }

  @Test
  void worksBehindLucenesOtherVectorQueries() throws IOException {
    float[][] vectors = randomUnitVectors(5, 1000, DIMENSION);
    index(folder, format(), twice(vectors));
    KnnFloatVectorQuery plain = new KnnFloatVectorQuery(FIELD, vectors[8], 50);

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      Query patient = PatienceKnnVectorQuery.fromFloatQuery(plain);
      Query seeded = SeededKnnVectorQuery.fromFloatQuery(plain, IdFilter.of(List.of(3, 1003, 7)));
      for (Query query : List.of(plain, patient, seeded)) {
        assertThat(search(reader, query, 2)).as(query.toString()).containsExactly(8, 1008);
      }
      Query near = new FloatVectorSimilarityQuery.Adaptive(FIELD, vectors[8], 0.99f);
      assertThat(search(reader, near, 10)).containsExactlyInAnyOrder(8, 1008);
    }
  }
}
