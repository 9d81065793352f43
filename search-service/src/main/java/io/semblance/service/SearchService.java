package io.semblance.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;

/**
 * A running service. Safe for many threads.
 *
 * <p>It listens on the loopback interface unless it is told otherwise and has keys to ask for.
 */
public final class SearchService implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedServer server;

  private SearchService(ApplicationContext context, EmbeddedServer server) {
    this.context = context;
    this.server = server;
  }

  /**
   * Starts the service and returns when it answers.
   *
   * @param settings by name, such as {@code micronaut.server.port}; they win over environment and
   *     files
   */
  public static SearchService start(Map<String, Object> settings) {
    ApplicationContext context =
        ApplicationContext.builder().propertySources().properties(settings).banner(false).start();
    try {
      EmbeddedServer server = context.getBean(EmbeddedServer.class);
      server.start();
      return new SearchService(context, server);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** Where it answers. */
  public URI address() {
    return server.getURI();
  }

  /** Stops taking requests, ends those under way, and frees models and collections. */
  @Override
  public void close() {
    server.stop();
    context.close();
  }
}
