package io.semblance.encoder.module;

/**
 * What an input module makes of a batch of texts: a vector for each token, or already one for each
 * text.
 */
public sealed interface Features permits TokenEmbeddings, SentenceEmbeddings {}
