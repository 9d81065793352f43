package io.semblance.encoder.hub;

import java.io.IOException;

/** Work that the disk may refuse. */
@FunctionalInterface
interface DiskWork<T> {
  T run() throws IOException;
}
