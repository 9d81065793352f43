package io.semblance.service.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.semblance.encoder.EncoderOptions;
import io.semblance.encoder.SentenceEncoders;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the whole service goes by.
 *
 * @param home folder of collections, snapshots and models; {@code ~/.semblance} if not set
 * @param models sentence encoders that are loaded at the start; the first is the default
 * @param rerankers cross-encoders that may be asked for by name; loaded when first used
 * @param offline whether models must be on this disk
 */
@ConfigurationProperties("semblance")
public record ServiceSettings(
    @Nullable Path home,
    @Bindable(defaultValue = SentenceEncoders.ALL_MINILM_L6_V2_256) List<String> models,
    @Bindable(defaultValue = "") List<String> rerankers,
    @Bindable(defaultValue = "false") boolean offline) {

  /** The folder of everything that is kept. */
  public Path root() {
    return home == null ? EncoderOptions.defaultHome() : home;
  }
}
