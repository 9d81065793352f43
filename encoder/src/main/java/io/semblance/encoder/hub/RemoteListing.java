package io.semblance.encoder.hub;

import java.util.Set;

/**
 * What a hub says of one revision.
 *
 * @param commit 40 hexadecimal digits
 * @param paths its files, unsafe ones left out
 */
record RemoteListing(String commit, Set<String> paths) {
  RemoteListing {
    paths = Set.copyOf(paths);
  }
}
