package io.semblance.encoder.hub;

/**
 * What a hub says of one file before it is fetched.
 *
 * @param commit the revision's commit, 40 hexadecimal digits
 * @param etag name of its blob: SHA-256 of a large file, git's SHA-1 of any other
 * @param size in bytes, or {@link DownloadListener#UNKNOWN}
 */
record RemoteFile(String path, String commit, String etag, long size) {}
