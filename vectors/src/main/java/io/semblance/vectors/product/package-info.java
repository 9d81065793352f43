/**
 * Products of many rows with many rows, at the rate of a matrix multiplication, without ever
 * writing the matrix of products.
 */
@NullMarked
package io.semblance.vectors.product;

import org.jspecify.annotations.NullMarked;
