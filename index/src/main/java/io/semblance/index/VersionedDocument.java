package io.semblance.index;

/**
 * A document in one of its states.
 *
 * @param version grows with every change of the collection
 */
public record VersionedDocument(SourceDocument document, long version) {}
