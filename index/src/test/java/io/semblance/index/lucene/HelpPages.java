package io.semblance.index.lucene;

import io.semblance.encoder.SentenceEncoder;
import io.semblance.index.HnswParameters;
import io.semblance.index.VectorPrecision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;

/** The pages of a help centre in a Lucene index of one's own, found by what they mean. */
final class HelpPages {
  private static final String MEANING = "meaning";

  private final Directory directory;
  private final SentenceEncoder encoder;

  HelpPages(Directory directory, SentenceEncoder encoder) {
    this.directory = directory;
    this.encoder = encoder;
  }

  void write(String section, List<String> texts) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig();
    config.setCodec(VectorCodec.of(HnswParameters.DEFAULT, VectorPrecision.INT8, MEANING));
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      List<Document> pages = new ArrayList<>();
      for (String text : texts) {
        Document page = new Document();
        page.add(new StringField("section", section, Field.Store.NO));
        page.add(new StringField("text", text, Field.Store.YES));
        pages.add(page);
      }
      new SemanticDocuments(encoder, MEANING).addVectors(pages, texts);
      writer.addDocuments(pages);
    }
  }

  List<String> search(String question, String section, int count) throws IOException {
    SemanticQueries queries = new SemanticQueries(encoder, MEANING).withRescoring(2);
    Query inSection = new TermQuery(new Term("section", section));
    List<String> answers = new ArrayList<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      Query nearest = queries.nearest(question, count, inSection);
      for (ScoreDoc hit : searcher.search(nearest, count).scoreDocs) {
        String text = searcher.storedFields().document(hit.doc).get("text");
        answers.add(Math.round(100 * queries.similarity(hit.score)) + " % " + text);
      }
    }
    return answers;
  }
}
