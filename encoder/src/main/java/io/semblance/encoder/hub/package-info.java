/**
 * Models and data sets from a hub that speaks the protocol of huggingface.co. Files go into the
 * same cache folder, in the same layout, as those of the Python client, so that what one has
 * fetched the other finds. Start at {@link io.semblance.encoder.hub.HubModels}.
 *
 * <p>Whatever a server says is taken for hostile until checked: paths, etags, commits, sizes and
 * redirects.
 */
@NullMarked
package io.semblance.encoder.hub;

import org.jspecify.annotations.NullMarked;
