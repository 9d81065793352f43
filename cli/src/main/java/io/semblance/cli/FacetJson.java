package io.semblance.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.semblance.index.filter.FacetResult;
import io.semblance.index.filter.Literal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts as JSON: an object with a member for each field. */
final class FacetJson {
  private FacetJson() {}

  static ObjectNode of(List<FacetResult> facets) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (FacetResult facet : facets) {
      node.set(
          facet.field(),
          switch (facet) {
            case FacetResult.Values values -> values(values);
            case FacetResult.Buckets buckets -> buckets(buckets);
          });
    }
    return node;
  }

  private static ObjectNode values(FacetResult.Values facet) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode values = node.putArray("values");
    for (FacetResult.ValueCount value : facet.values()) {
      ObjectNode each = put(values.addObject(), "value", value.value());
      if (value.label() != null) {
        each.put("label", value.label());
      }
      each.put("count", value.count());
    }
    return node.put("distinct", facet.distinct()).put("missing", facet.missing());
  }

  private static ObjectNode buckets(FacetResult.Buckets facet) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    put(node, "least", facet.least());
    put(node, "greatest", facet.greatest());
    ArrayNode buckets = node.putArray("buckets");
    for (FacetResult.BucketCount bucket : facet.buckets()) {
      ObjectNode each = buckets.addObject();
      put(each, "from", bucket.from());
      put(each, "to", bucket.to()).put("count", bucket.count());
    }
    return node.put("missing", facet.missing());
  }

  private static ObjectNode put(ObjectNode node, String name, @Nullable Literal value) {
    if (value == null) {
      return node;
    }
    return switch (value) {
      case Literal.Text text -> node.put(name, text.value());
      case Literal.Untyped text -> node.put(name, text.value());
      case Literal.Numeral number -> node.put(name, number.value());
      case Literal.Flag flag -> node.put(name, flag.value());
    };
  }
}
