/** Words and phrases that may name a topic, cut from texts by Lucene's analyzers of languages. */
@NullMarked
package io.semblance.index.terms;

import org.jspecify.annotations.NullMarked;
