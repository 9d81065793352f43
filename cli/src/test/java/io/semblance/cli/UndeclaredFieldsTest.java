package io.semblance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.semblance.index.CollectionSchema;
import io.semblance.index.FieldType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UndeclaredFieldsTest {
  private final UndeclaredFields fields =
      new UndeclaredFields(CollectionSchema.DEFAULT.withFields(Map.of("lang", FieldType.KEYWORD)));

  @Test
  void saysNothingWhenAllIsDeclared() {
    fields.add(Map.of("title", "t", "text", "x", "lang", "en"));

    assertThat(fields.note()).isNull();
  }

  @Test
  void suggestsTheTypeThatHoldsAllValues() {
    fields.add(Map.of("n", 1, "mixed", 1));
    fields.add(Map.of("n", 2.5, "mixed", "one", "day", "2026-11-23", "tags", List.of("a")));
    fields.add(Map.of("flag", true, "object", Map.of("a", 1)));

    assertThat(fields.note())
        .contains("--field n:double", "--field mixed:keyword", "--field day:date")
        .contains("--field tags:keyword", "--field flag:boolean")
        .doesNotContain("object");
  }

  @Test
  void namesTenAndCountsTheOthers() {
    Map<String, Object> many = new HashMap<>();
    for (int i = 0; i < 13; i++) {
      many.put("f" + i, "x");
    }
    fields.add(many);

    assertThat(fields.note().split("--field ")).hasSize(11);
    assertThat(fields.note()).endsWith(" and 3 more");
  }
}
