package io.semblance.service.models;

import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.SentenceEncoder;
import io.semblance.encoder.SentenceEncoders;
import io.semblance.encoder.hub.HubAccess;
import io.semblance.service.error.Failure;
import io.semblance.service.error.RequestFailure;
import io.semblance.service.settings.ServiceSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sentence encoders that are loaded, by the names that requests use. Safe for many threads. */
@Singleton
public final class ServedModels {
  private final Map<String, SentenceEncoder> encoders = new LinkedHashMap<>();
  private final String standard;

  ServedModels(ServiceSettings settings) {
    EncoderOptions options =
        EncoderOptions.ofHome(settings.root())
            .withHub(HubAccess.DEFAULT.withOffline(settings.offline()));
    this.standard = settings.models().getFirst();
    for (String name : settings.models()) {
      encoders.put(name, SentenceEncoders.load(name, options));
    }
  }

  /** Names of the models, the default one first. */
  public List<String> names() {
    return List.copyOf(encoders.keySet());
  }

  /**
   * A model; it stays the service's.
   *
   * @param name null for the default one
   * @throws RequestFailure {@code MODEL_NOT_FOUND}
   */
  public SentenceEncoder encoder(@Nullable String name) {
    SentenceEncoder encoder = encoders.get(name == null ? standard : name);
    if (encoder == null) {
      throw RequestFailure.of(
          Failure.Kind.MODEL_NOT_FOUND,
          "the model '" + name + "' is not served here; there are " + names());
    }
    return encoder;
  }

  @PreDestroy
  void close() {
    encoders.values().forEach(SentenceEncoder::close);
  }
}
