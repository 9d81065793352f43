/** What happens to collections as a whole: files, snapshots, moves. Internal to the index. */
@NullMarked
package io.semblance.index.life;

import org.jspecify.annotations.NullMarked;
