package io.semblance.encoder.hub;

import java.nio.file.Path;

/**
 * A model of the hub on this disk.
 *
 * @param folder a SentenceTransformers folder of links into the cache; not to be written to
 * @param id full name on the hub
 * @param revision what was asked for
 * @param commit what that is, 40 hexadecimal digits
 */
public record HubSnapshot(Path folder, String id, String revision, String commit) {}
