package io.semblance.encoder.folder;

import com.fasterxml.jackson.databind.JsonNode;
import io.semblance.encoder.InputType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A module that sends queries and documents through different modules. Rules as in
 * SentenceTransformers: a mapping of task and modality, else the route that is called like the
 * task, else the one called like the modality, else the default route.
 */
final class Router {
  private static final String MODALITY = "text";

  /** What routes are called; the first is the name of today, the others that of older models. */
  private static final Map<InputType, List<String>> NAMES =
      Map.of(
          InputType.QUERY, List.of("query"),
          InputType.DOCUMENT, List.of("document", "doc", "passage", "corpus"));

  private final Map<String, List<ModuleEntry>> routes;
  private final Map<String, String> mappings;
  private final @Nullable String defaultRoute;

  private Router(
      Map<String, List<ModuleEntry>> routes,
      Map<String, String> mappings,
      @Nullable String defaultRoute) {
    this.routes = routes;
    this.mappings = mappings;
    this.defaultRoute = defaultRoute;
  }

  static Router read(ModelFolder folder, ModuleEntry router) {
    JsonNode config = folder.json(router.file("router_config.json"));
    if (config.isMissingNode()) {
      config = folder.json(router.file("config.json"));
    }
    Map<String, List<ModuleEntry>> routes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> route : config.path("structure").properties()) {
      routes.put(route.getKey(), modules(folder, router, config, route.getValue()));
    }
    if (routes.isEmpty()) {
      throw folder.failure("has a Router without routes in " + router.file("router_config.json"));
    }
    JsonNode parameters = config.path("parameters");
    Map<String, String> mappings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> mapping : parameters.path("route_mappings").properties()) {
      mappings.put(mapping.getKey(), mapping.getValue().asText());
    }
    return new Router(routes, mappings, defaultRoute(parameters, routes));
  }

  private static List<ModuleEntry> modules(
      ModelFolder folder, ModuleEntry router, JsonNode config, JsonNode ids) {
    List<ModuleEntry> modules = new ArrayList<>();
    for (JsonNode id : ids) {
      String type = config.path("types").path(id.asText()).asText();
      modules.add(ModuleEntry.of(folder, type, router.file(id.asText())));
    }
    return modules;
  }

  private static @Nullable String defaultRoute(
      JsonNode parameters, Map<String, List<ModuleEntry>> routes) {
    String named = parameters.path("default_route").asText(null);
    if (named == null && parameters.path("allow_empty_key").asBoolean(true)) {
      return routes.keySet().iterator().next();
    }
    return named;
  }

  /** The modules for this type of input, if there is a route for it. */
  Optional<List<ModuleEntry>> modules(InputType type) {
    String route = route(NAMES.getOrDefault(type, List.of()));
    return route == null ? Optional.empty() : Optional.ofNullable(routes.get(route));
  }

  private @Nullable String route(List<String> tasks) {
    for (String task : tasks) {
      String mapped = mapping(task, MODALITY);
      String route = mapped == null ? mapping(task, null) : mapped;
      if (route != null) {
        return route;
      }
    }
    String mapped = mapping(null, MODALITY);
    String route = mapped == null ? mapping(null, null) : mapped;
    if (route != null) {
      return route;
    }
    for (String task : tasks) {
      if (routes.containsKey(task)) {
        return task;
      }
    }
    if (routes.containsKey(MODALITY)) {
      return MODALITY;
    }
    return tasks.isEmpty() ? defaultRoute : null;
  }

  /** Mappings have Python tuples for keys: {@code ('query', None)}. */
  private @Nullable String mapping(@Nullable String task, @Nullable String modality) {
    return mappings.get("(" + python(task) + ", " + python(modality) + ")");
  }

  private static String python(@Nullable String value) {
    return value == null ? "None" : "'" + value + "'";
  }

  List<ModuleEntry> allModules() {
    return routes.values().stream().flatMap(List::stream).distinct().toList();
  }
}
