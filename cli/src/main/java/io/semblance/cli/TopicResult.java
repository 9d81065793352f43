package io.semblance.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What clustering found, wherever the texts are from.
 *
 * @param listing the clusters
 * @param summary lines below them
 * @param json all of it
 */
record TopicResult(TopicListing listing, List<String> summary, ObjectNode json) {}
