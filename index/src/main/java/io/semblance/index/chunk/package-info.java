/**
 * Cuts documents into passages that a model can read whole. Texts become units (paragraphs,
 * sentences, words, pieces of words), units are counted in the model's tokens, many documents at a
 * time, and packed into chunks, and each chunk is counted again as it will be encoded, because
 * counts of parts do not add up exactly for every tokenizer.
 */
@NullMarked
package io.semblance.index.chunk;

import org.jspecify.annotations.NullMarked;
