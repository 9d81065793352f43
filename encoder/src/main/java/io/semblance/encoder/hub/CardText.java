package io.semblance.encoder.hub;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a model card, with its sections found by their headings.
 *
 * @param body the text without the head, and without the comments that templates leave in it
 */
record CardText(String body) {
  static final Pattern INTENDED_USE =
      Pattern.compile("intended (uses?|usage)|direct use|^uses?$|use cases?|how to use|^usage\\b");
  static final Pattern LIMITATIONS =
      Pattern.compile("limitations?|\\bbias(es)?\\b|\\brisks?\\b|out-of-scope");
  static final Pattern TRAINING_DATA =
      Pattern.compile(
          "training (data|sets?|corpus|details)|^datasets?$|pre-?training|fine-?tuning data");

  private static final Pattern HEADING = Pattern.compile("^(#{1,6})\\s+(.*?)\\s*#*$");
  private static final String LINE = "---";

  static CardText of(String readme) {
    int end = headEnd(readme);
    String text =
        end < 0 ? readme : readme.substring(Math.min(readme.length(), end + LINE.length()));
    return new CardText(withoutComments(text).strip());
  }

  private static String withoutComments(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    int from = 0;
    for (int open = text.indexOf("<!--"); open >= 0; open = text.indexOf("<!--", from)) {
      kept.append(text, from, open);
      int close = text.indexOf("-->", open);
      from = close < 0 ? text.length() : close + 3;
    }
    return kept.append(text, from, text.length()).toString();
  }

  /** Where the head's YAML starts. */
  static int headStart(String readme) {
    return readme.startsWith("\ufeff") ? LINE.length() + 1 : LINE.length();
  }

  /** Where the line is that ends the head, or -1 where there is no head. */
  static int headEnd(String readme) {
    String start = readme.startsWith("\ufeff") ? readme.substring(1) : readme;
    if (!start.startsWith(LINE + "\n") && !start.startsWith(LINE + "\r\n")) {
      return -1;
    }
    int end = readme.indexOf("\n" + LINE, headStart(readme));
    return end < 0 ? -1 : end + 1;
  }

  /**
   * The first section whose heading fits, with its subsections, without the heading; else empty.
   */
  String section(Pattern heading) {
    List<String> lines = body.lines().toList();
    boolean code = false;
    for (int i = 0; i < lines.size(); i++) {
      code ^= lines.get(i).startsWith("```");
      Matcher matcher = HEADING.matcher(lines.get(i));
      if (!code && matcher.matches() && fits(heading, matcher.group(2))) {
        String section = until(lines, i + 1, matcher.group(1).length());
        if (!section.isEmpty()) {
          return section;
        }
      }
    }
    return "";
  }

  private static boolean fits(Pattern heading, String title) {
    String plain = title.toLowerCase(Locale.ROOT).replaceAll("[*_:`]", "").strip();
    return heading.matcher(plain).find();
  }

  /** The lines up to the next heading of the same or a higher level. */
  private static String until(List<String> lines, int start, int level) {
    boolean code = false;
    int end = start;
    for (; end < lines.size(); end++) {
      code ^= lines.get(end).startsWith("```");
      Matcher matcher = HEADING.matcher(lines.get(end));
      if (!code && matcher.matches() && matcher.group(1).length() <= level) {
        break;
      }
    }
    return String.join("\n", lines.subList(start, end)).strip();
  }
}
