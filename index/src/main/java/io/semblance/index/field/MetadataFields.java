package io.semblance.index.field;

import io.semblance.index.CollectionSchema;
import io.semblance.index.filter.Literal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The declared metadata of a document as Lucene fields of its parent. */
public final class MetadataFields {
  private MetadataFields() {}

  /**
   * Makes the fields of one document; fields that are not declared are left out.
   *
   * @param document values as JSON is read into Java: a string, a number, a boolean, or a list of
   *     them; null and the empty list are no value; a value that is repeated counts once
   * @throws io.semblance.error.SemblanceException when a value does not fit its declared type
   */
  public static List<IndexableField> of(CollectionSchema schema, Map<String, Object> document) {
    List<IndexableField> fields = new ArrayList<>();
    schema
        .fields()
        .forEach(
            (name, type) -> add(DeclaredField.metadata(name, type), document.get(name), fields));
    return fields;
  }

  private static void add(DeclaredField field, @Nullable Object raw, List<IndexableField> to) {
    Set<Object> seen = new HashSet<>();
    for (Literal value : DocumentValues.of(field, raw)) {
      if (field.isNumeric()) {
        long number = field.sortable(value);
        if (seen.add(number)) {
          to.add(new LongField(field.luceneName(), number, Field.Store.NO));
        }
      } else {
        BytesRef term = term(field, value);
        if (seen.add(term)) {
          to.add(new KeywordField(field.luceneName(), term, Field.Store.NO));
        }
      }
    }
  }

  private static BytesRef term(DeclaredField field, Literal value) {
    BytesRef term = new BytesRef(field.term(value));
    if (term.length > IndexWriter.MAX_TERM_LENGTH) {
      throw field.refused(
          "a keyword must have at most "
              + IndexWriter.MAX_TERM_LENGTH
              + " bytes of UTF-8, got: "
              + term.length
              + "; keep longer texts in a text field or undeclared");
    }
    return term;
  }
}
