package io.semblance.index.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.encoder.InputType;
import io.semblance.index.block.BlockLayout;
import io.semblance.index.block.EncodedPassage;
import io.semblance.index.block.StoredDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** The Lucene index below a collection of {@link ScriptedDocument}s. */
final class Blocks {
  private Blocks() {}

  /** Fails unless Lucene finds nothing wrong and every block is whole. */
  static void requireWhole(Path collection) throws IOException {
    try (Directory directory = FSDirectory.open(collection.resolve("index"))) {
      requireClean(directory);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        requireWhole(reader);
      }
    }
  }

  private static void requireClean(Directory directory) throws IOException {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    try (CheckIndex check = new CheckIndex(directory)) {
      check.setInfoStream(new PrintStream(report, true, StandardCharsets.UTF_8));
      assertThat(check.checkIndex().clean)
          .as(() -> report.toString(StandardCharsets.UTF_8))
          .isTrue();
    }
  }

  private static void requireWhole(DirectoryReader reader) throws IOException {
    List<String> texts = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    ScoreDoc[] parents =
        new IndexSearcher(reader)
            .search(BlockLayout.documents(), Math.max(1, reader.maxDoc()))
            .scoreDocs;
    for (ScoreDoc parent : parents) {
      StoredDocument stored = StoredDocument.at(reader, parent.doc);
      String text = stored.source(ScriptedDocument.SCHEMA).text("text");
      List<EncodedPassage> passages = stored.passages(ScriptedDocument.SCHEMA);
      assertThat(passages.isEmpty()).isEqualTo(text.isEmpty());
      for (EncodedPassage encoded : passages) {
        texts.add(text.substring(encoded.passage().start(), encoded.passage().end()));
        vectors.add(encoded.vector());
      }
    }
    assertThat(reader.numDocs())
        .as("passages and documents")
        .isEqualTo(parents.length + texts.size());
    requireVectors(texts, vectors);
  }

  private static void requireVectors(List<String> texts, List<float[]> vectors) {
    float[][] expected = ScriptedDocument.ENCODER.encode(texts, InputType.DOCUMENT);
    for (int i = 0; i < expected.length; i++) {
      for (int d = 0; d < expected[i].length; d++) {
        if (Math.abs(vectors.get(i)[d] - expected[i][d]) > 1e-6) {
          throw new AssertionError("the vector of '" + texts.get(i) + "' is another text's");
        }
      }
    }
  }
}
