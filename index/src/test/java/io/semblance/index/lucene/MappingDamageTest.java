package io.semblance.index.lucene;

import static io.semblance.index.lucene.VectorIndexFixture.document;
import static io.semblance.index.lucene.VectorIndexFixture.randomUnitVectors;
import static io.semblance.index.lucene.VectorIndexFixture.unmerged;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingDamageTest {
  @TempDir Path folder;

  @BeforeEach
  void writeSparseDocumentsWithCopies() throws IOException {
    float[][] vectors = randomUnitVectors(1, 30, 8);
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, unmerged(new UniqueVectorsFormat()))) {
      for (int id = 0; id < 90; id++) {
        writer.addDocument(document(id, vectors[id % 30]));
        writer.addDocument(new Document());
      }
    }
  }

  private Path file(String extension) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(extension)).findFirst().orElseThrow();
    }
  }

  private void openAndCheck() throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".uvm", ".uvd"})
  void everyFlippedByteIsNoticedAndTheFileNamed(String extension) throws IOException {
    openAndCheck();
    Path file = file(extension);
    byte[] intact = Files.readAllBytes(file);

    for (int at = 0; at < intact.length; at++) {
      byte[] damaged = intact.clone();
      damaged[at] ^= (byte) 0x10;
      Files.write(file, damaged);
      assertThatThrownBy(this::openAndCheck)
          .as("byte " + at + " of " + intact.length)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".uvm", ".uvd"})
  void aShortenedFileIsNoticedWhenItIsOpened(String extension) throws IOException {
    Path file = file(extension);
    byte[] intact = Files.readAllBytes(file);

    for (int length : new int[] {intact.length - 1, intact.length / 2, 40, 1}) {
      Files.write(file, Arrays.copyOf(intact, length));
      assertThatThrownBy(this::openAndCheck)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  @Test
  void aMissingFileIsNoticedWhenItIsOpened() throws IOException {
    Path file = file(".uvd");
    Files.delete(file);

    assertThatThrownBy(this::openAndCheck).hasMessageContaining(file.getFileName().toString());
  }
}
