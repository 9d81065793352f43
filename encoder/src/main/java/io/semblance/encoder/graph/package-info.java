/**
 * ONNX files read, changed and written as what they are: protocol buffers. Only the messages that a
 * rewrite touches are given meaning, all other fields pass through as they were. Files come from
 * strangers, so every length and count is checked before memory is taken for it. Internal to the
 * encoder.
 */
@NullMarked
package io.semblance.encoder.graph;

import org.jspecify.annotations.NullMarked;
