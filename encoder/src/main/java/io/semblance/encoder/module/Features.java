package io.semblance.encoder.module;

/** What an input module gives for one batch. */
public sealed interface Features permits TokenEmbeddings, SentenceEmbeddings {}
