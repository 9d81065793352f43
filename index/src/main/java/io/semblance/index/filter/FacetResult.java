package io.semblance.index.filter;

/** TEMPORARY. */
public record FacetResult(String field) {}
