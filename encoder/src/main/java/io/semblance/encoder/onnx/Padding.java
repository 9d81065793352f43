package io.semblance.encoder.onnx;

/**
 * How shorter texts of a batch are filled up.
 *
 * @param id token id of the filling
 * @param left whether it stands before the text
 */
public record Padding(long id, boolean left) {}
