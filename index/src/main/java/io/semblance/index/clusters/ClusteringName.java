package io.semblance.index.clusters;

import io.semblance.error.SemblanceException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ids of clusterings, which are like names of collections. */
final class ClusteringName {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern NUMBERED = Pattern.compile("c([0-9]{1,9})");

  private ClusteringName() {}

  static String require(String id) {
    if (!NAME.matcher(id).matches()) {
      throw SemblanceException.invalid(
          "a clustering's id must match " + NAME.pattern() + ", got: '" + id + "'");
    }
    return id;
  }

  /** The id of a clustering that was given none: the number after the greatest that is taken. */
  static String next(Set<String> taken) {
    int greatest = 0;
    for (String id : taken) {
      Matcher number = NUMBERED.matcher(id);
      if (number.matches()) {
        greatest = Math.max(greatest, Integer.parseInt(number.group(1)));
      }
    }
    return "c" + (greatest + 1);
  }
}
