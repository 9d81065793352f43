package io.semblance.index.filter;

/** TEMPORARY. */
public record FacetRequest(String field) {}
