package io.semblance.index.write;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON merge patch (RFC 7396) on maps as a JSON parser gives them. */
final class MergePatch {
  private MergePatch() {}

  static Map<String, Object> apply(Map<String, Object> target, Map<String, Object> patch) {
    Map<String, Object> merged = new LinkedHashMap<>(target);
    patch.forEach(
        (key, value) -> {
          if (value == null) {
            merged.remove(key);
          } else {
            merged.put(key, merge(merged.get(key), value));
          }
        });
    return merged;
  }

  private static Object merge(@Nullable Object target, Object value) {
    if (value instanceof Map<?, ?> patch) {
      return apply(target instanceof Map<?, ?> object ? keyed(object) : Map.of(), keyed(patch));
    }
    return value;
  }

  @SuppressWarnings("unchecked") // objects of JSON have strings for keys
  private static Map<String, Object> keyed(Map<?, ?> object) {
    return (Map<String, Object>) object;
  }
}
