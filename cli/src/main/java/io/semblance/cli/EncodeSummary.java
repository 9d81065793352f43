package io.semblance.cli;

/** How many texts were encoded, and what else there is to say of them. */
record EncodeSummary(long texts, String details) {}
