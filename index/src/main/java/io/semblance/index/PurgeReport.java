package io.semblance.index;

import java.time.Duration;

/**
 * What {@link VectorCollection#purge} removed from a collection's files. It was checked that none
 * of the rewritten segments and none of their files exists any more.
 *
 * <p>Three kinds of copies are out of its reach: snapshots that were taken before; views that
 * searches, cursors or other processes still have open, until they close; and blocks of the disk
 * that the system has not yet used again.
 *
 * @param documents deleted or replaced documents that were still in files
 * @param segments that held them and were rewritten
 * @param files of those segments, which no longer exist
 * @param bytes of those files
 * @param deletedSince documents that were deleted while this went on and may be in files; 0 when
 *     nobody wrote, and then no file holds a deleted document
 * @param elapsed time it took
 */
public record PurgeReport(
    long documents, int segments, int files, long bytes, long deletedSince, Duration elapsed) {}
