/** The methods of clustering behind one door, each with its parameters. */
@NullMarked
package io.semblance.clustering.method;

import org.jspecify.annotations.NullMarked;
