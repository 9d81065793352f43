package io.semblance.index.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.semblance.encoder.InputType;
import io.semblance.error.SemblanceException;
import io.semblance.index.HashingEncoder;
import io.semblance.index.HnswParameters;
import io.semblance.index.VectorPrecision;
import io.semblance.vectors.Similarity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SemanticQueriesTest {
  private static final String FIELD = "meaning";

  @TempDir Path folder;

  private final List<String> texts = new ArrayList<>();

  @BeforeEach
  void writeTexts() {
    for (int i = 0; i < 400; i++) {
      texts.add("alpha" + i % 20 + " beta" + i / 20);
    }
    texts.add(7, "  ");
  }

  private void index(HashingEncoder encoder, VectorPrecision precision) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig();
    config.setCodec(VectorCodec.of(HnswParameters.DEFAULT, precision, FIELD));
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, config)) {
      List<Document> documents = texts.stream().map(text -> new Document()).toList();
      new SemanticDocuments(encoder, FIELD).addVectors(documents, texts);
      writer.addDocuments(documents);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MANHATTAN")
  void findsTheTextItselfFirstAndGivesTheSimilarityBack(Similarity similarity) throws IOException {
    HashingEncoder encoder = new HashingEncoder("hashing", 48, similarity);
    index(encoder, VectorPrecision.FLOAT32);
    SemanticQueries queries = new SemanticQueries(encoder, FIELD);

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      TopDocs found = new IndexSearcher(reader).search(queries.nearest("alpha3 beta5", 10), 100);
      assertThat(found.scoreDocs).hasSize(10);
      assertThat(texts.get(found.scoreDocs[0].doc)).isEqualTo("alpha3 beta5");
      float[] query = encoder.encode("alpha3 beta5", InputType.QUERY);
      for (var hit : found.scoreDocs) {
        float[] document = encoder.encode(texts.get(hit.doc), InputType.DOCUMENT);
        assertThat(queries.similarity(hit.score))
            .isCloseTo(similarity.score(query, document), within(2e-3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ranksByFullVectorsWhereTheFieldIsQuantized(VectorPrecision precision) throws IOException {
    HashingEncoder encoder = HashingEncoder.ofDimension(48);
    index(encoder, precision);
    SemanticQueries queries = new SemanticQueries(encoder, FIELD).withEf(200).withRescoring(10);

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      Query query = queries.nearest("alpha3 beta5", 5, MatchAllDocsQuery.INSTANCE);
      assertThat(query.toString()).contains(FIELD);
      TopDocs found = new IndexSearcher(reader).search(query, 100);
      assertThat(found.scoreDocs).hasSize(5);
      assertThat(texts.get(found.scoreDocs[0].doc)).isEqualTo("alpha3 beta5");
      assertThat(queries.similarity(found.scoreDocs[0].score)).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void blankTextsHaveNoVectorAndFindNothing() throws IOException {
    HashingEncoder encoder = HashingEncoder.ofDimension(16);
    index(encoder, VectorPrecision.FLOAT32);

    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      LeafReader leaf = reader.leaves().get(0).reader();
      FloatVectorValues values = leaf.getFloatVectorValues(FIELD);
      assertThat(values.size()).isEqualTo(texts.size() - 1);
      assertThat(values.iterator().advance(7)).isEqualTo(8);
      Query blank = new SemanticQueries(encoder, FIELD).nearest("\n", 5);
      assertThat(new IndexSearcher(reader).count(blank)).isZero();
    }
  }

  @Test
  void refusesWhatItCannotDo() {
    HashingEncoder encoder = HashingEncoder.ofDimension(16);
    SemanticQueries queries = new SemanticQueries(encoder, FIELD).withRescoring(5);

    assertThatThrownBy(() -> queries.nearest("text", 0))
        .isInstanceOf(SemblanceException.class)
        .hasMessage("k must be between 1 and 2000, got: 0");
    assertThatThrownBy(() -> queries.withEf(0))
        .hasMessage("ef must be between 1 and 10000, got: 0");
    assertThatThrownBy(() -> queries.withRescoring(101))
        .hasMessage("oversample must be between 1 and 100, got: 101");
    assertThatThrownBy(
            () -> new SemanticQueries(new HashingEncoder("h", 4, Similarity.MANHATTAN), FIELD))
        .hasMessageContaining("wants: manhattan");
    assertThatThrownBy(
            () ->
                new SemanticDocuments(encoder, FIELD)
                    .addVectors(List.of(new Document()), List.of("a", "b")))
        .hasMessage("each document must have one text, got 2 for 1");
    assertThatThrownBy(() -> VectorCodec.of(HnswParameters.DEFAULT, VectorPrecision.INT8))
        .hasMessage("fields must name at least one vector field, got: none");
  }
}
