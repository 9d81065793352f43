package io.semblance.encoder.hub;

import org.jspecify.annotations.Nullable;

/**
 * What training a model gave off, as its publisher says; what is not said is null.
 *
 * @param grams of CO2 equivalent
 * @param kilowattHours of energy
 * @param hours of training
 * @param source who measured, such as {@code codecarbon}
 * @param hardware what it was trained on
 * @param cloud whether that was a cloud's
 */
public record Emissions(
    @Nullable Double grams,
    @Nullable Double kilowattHours,
    @Nullable Double hours,
    @Nullable String source,
    @Nullable String hardware,
    @Nullable Boolean cloud) {}
