package io.semblance.index.field;

import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import io.semblance.index.filter.Filter;
import io.semblance.index.filter.Literal;
import io.semblance.index.filter.Operator;
import java.util.List;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

/** Filters as Lucene queries over the parents of documents. */
public final class FilterQueries {
  private final KnownFields fields;

  private FilterQueries(KnownFields fields) {
    this.fields = fields;
  }

  /**
   * The query that matches exactly the parents that pass the filter, each with the same score.
   *
   * @throws io.semblance.error.SemblanceException when the filter names a field that is not
   *     declared, or gives it a value of another type
   */
  public static Query of(KnownFields fields, Filter filter) {
    return new FilterQuery(new FilterQueries(fields).query(filter));
  }

  /** The query of a filter that names no clustering. */
  public static Query of(CollectionSchema schema, Filter filter) {
    return of(KnownFields.of(schema), filter);
  }

  private Query query(Filter filter) {
    return switch (filter) {
      case Filter.And and -> and(and.filters());
      case Filter.Or or -> or(or.filters());
      case Filter.Not not -> not(query(not.filter()));
      case Filter.Comparison leaf -> comparison(leaf);
      case Filter.In leaf -> leaf.negated() ? not(in(leaf)) : in(leaf);
      case Filter.Exists leaf -> leaf.expected() ? exists(leaf) : not(exists(leaf));
      case Filter.Prefix leaf -> prefix(leaf);
    };
  }

  private Query prefix(Filter.Prefix leaf) {
    ClusterField cluster = fields.cluster(leaf.field());
    if (cluster != null) {
      throw cluster.refused("a cluster has no prefix");
    }
    return prefix(field(leaf.field()), leaf.prefix());
  }

  private DeclaredField field(String name) {
    return fields.declared(name);
  }

  private Query and(List<Filter> filters) {
    if (filters.isEmpty()) {
      return FieldNames.documents();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    filters.forEach(filter -> all.add(query(filter), Occur.FILTER));
    return all.build();
  }

  private Query or(List<Filter> filters) {
    if (filters.isEmpty()) {
      return new MatchNoDocsQuery("an empty or");
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    filters.forEach(filter -> any.add(query(filter), Occur.SHOULD));
    return any.build();
  }

  private static Query not(Query query) {
    return new BooleanQuery.Builder()
        .add(FieldNames.documents(), Occur.FILTER)
        .add(query, Occur.MUST_NOT)
        .build();
  }

  private Query comparison(Filter.Comparison leaf) {
    ClusterField cluster = fields.cluster(leaf.field());
    return cluster == null ? comparison(field(leaf.field()), leaf) : comparison(cluster, leaf);
  }

  private static Query comparison(ClusterField field, Filter.Comparison leaf) {
    return switch (leaf.operator()) {
      case EQ -> field.in(List.of(leaf.value()));
      case NE -> not(field.in(List.of(leaf.value())));
      case GT, GTE, LT, LTE -> throw field.refused("clusters have no order");
    };
  }

  private static Query comparison(DeclaredField field, Filter.Comparison leaf) {
    return switch (leaf.operator()) {
      case EQ -> equal(field, leaf.value());
      case NE -> not(equal(field, leaf.value()));
      case GT, GTE, LT, LTE -> range(field, leaf.operator(), leaf.value());
    };
  }

  private static Query equal(DeclaredField field, Literal value) {
    if (field.isNumeric()) {
      return LongField.newExactQuery(field.luceneName(), field.sortable(value));
    }
    return new TermQuery(new Term(field.luceneName(), field.term(value)));
  }

  private Query in(Filter.In leaf) {
    ClusterField cluster = fields.cluster(leaf.field());
    if (cluster != null) {
      return cluster.in(leaf.values());
    }
    DeclaredField field = field(leaf.field());
    if (leaf.values().isEmpty()) {
      return new MatchNoDocsQuery("an empty in");
    }
    if (field.isNumeric()) {
      return LongField.newSetQuery(
          field.luceneName(), leaf.values().stream().mapToLong(field::sortable).toArray());
    }
    List<BytesRef> terms =
        leaf.values().stream().map(value -> new BytesRef(field.term(value))).toList();
    return field.isId()
        ? new TermInSetQuery(FieldNames.ID, terms)
        : KeywordField.newSetQuery(field.luceneName(), terms);
  }

  private static Query range(DeclaredField field, Operator operator, Literal value) {
    requireOrder(field);
    return field.isNumeric()
        ? numericRange(field.luceneName(), operator, field.sortable(value))
        : termRange(field, operator, new BytesRef(field.term(value)));
  }

  private static Query numericRange(String field, Operator operator, long bound) {
    return switch (operator) {
      case GT ->
          bound == Long.MAX_VALUE
              ? new MatchNoDocsQuery("above all")
              : LongField.newRangeQuery(field, bound + 1, Long.MAX_VALUE);
      case LT ->
          bound == Long.MIN_VALUE
              ? new MatchNoDocsQuery("below all")
              : LongField.newRangeQuery(field, Long.MIN_VALUE, bound - 1);
      case GTE -> LongField.newRangeQuery(field, bound, Long.MAX_VALUE);
      default -> LongField.newRangeQuery(field, Long.MIN_VALUE, bound);
    };
  }

  private static Query termRange(DeclaredField field, Operator operator, BytesRef bound) {
    boolean isLower = operator == Operator.GT || operator == Operator.GTE;
    boolean isInclusive = operator == Operator.GTE || operator == Operator.LTE;
    BytesRef lower = isLower ? bound : null;
    BytesRef upper = isLower ? null : bound;
    String name = field.luceneName();
    Query terms = new TermRangeQuery(name, lower, upper, isInclusive, isInclusive);
    return field.isId()
        ? terms
        : new IndexOrDocValuesQuery(
            terms,
            SortedSetDocValuesField.newSlowRangeQuery(
                name, lower, upper, isInclusive, isInclusive));
  }

  private Query exists(Filter.Exists leaf) {
    ClusterField cluster = fields.cluster(leaf.field());
    if (cluster != null) {
      return cluster.exists();
    }
    DeclaredField field = field(leaf.field());
    return field.isId() ? FieldNames.documents() : new FieldExistsQuery(field.luceneName());
  }

  private static Query prefix(DeclaredField field, Literal prefix) {
    requireKeyword(field);
    return new PrefixQuery(new Term(field.luceneName(), field.term(prefix)));
  }

  static void requireOrder(DeclaredField field) {
    if (field.type() == FieldType.BOOLEAN) {
      throw field.refused("a boolean has no order; use eq, ne, in, nin or exists");
    }
  }

  static void requireKeyword(DeclaredField field) {
    if (field.type() != FieldType.KEYWORD) {
      throw field.refused("prefix is for keywords; use a range");
    }
  }
}
