package io.semblance.encoder.quantize;

/**
 * The integers of one layer.
 *
 * @param inputFactors what the layer's input is divided by before query, key and value
 * @param upFactors what the feed-forward part's input is divided by
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: travels from quantizer to graph
record LayerWeights(
    float[] inputFactors,
    QuantizedMatrix query,
    QuantizedMatrix key,
    QuantizedMatrix value,
    QuantizedMatrix output,
    float[] upFactors,
    QuantizedMatrix up,
    QuantizedMatrix down) {}
