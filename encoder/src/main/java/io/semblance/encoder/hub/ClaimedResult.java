package io.semblance.encoder.hub;

/**
 * One score that a model's publisher claims; not measured here.
 *
 * @param task such as {@code Semantic Similarity}
 * @param dataset what it was measured on
 * @param metric such as {@code Spearman Cosine}
 * @param value as published: some publishers write 0.82, others 82.0
 */
public record ClaimedResult(String task, String dataset, String metric, double value) {}
