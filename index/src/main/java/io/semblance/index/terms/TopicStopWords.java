package io.semblance.index.terms;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/** Words that name no topic, by language. */
final class TopicStopWords {
  /** What contractions become without their apostrophe and are words as well. */
  private static final Set<String> REAL_WORDS = Set.of("hell", "ill", "shell", "well", "were");

  /** The list of the analyzer has 33 words, made for search; topics need more. */
  static final CharArraySet ENGLISH = english();

  private TopicStopWords() {}

  /** Of all languages that texts are told apart by, English first. */
  static Map<String, CharArraySet> byLanguage() {
    Map<String, CharArraySet> all = new LinkedHashMap<>();
    all.put("english", ENGLISH);
    all.put("german", GermanAnalyzer.getDefaultStopSet());
    all.put("french", FrenchAnalyzer.getDefaultStopSet());
    all.put("spanish", SpanishAnalyzer.getDefaultStopSet());
    all.put("italian", ItalianAnalyzer.getDefaultStopSet());
    all.put("portuguese", PortugueseAnalyzer.getDefaultStopSet());
    all.put("dutch", DutchAnalyzer.getDefaultStopSet());
    all.put("swedish", SwedishAnalyzer.getDefaultStopSet());
    all.put("danish", DanishAnalyzer.getDefaultStopSet());
    all.put("norwegian", NorwegianAnalyzer.getDefaultStopSet());
    all.put("finnish", FinnishAnalyzer.getDefaultStopSet());
    all.put("hungarian", HungarianAnalyzer.getDefaultStopSet());
    all.put("romanian", RomanianAnalyzer.getDefaultStopSet());
    all.put("czech", CzechAnalyzer.getDefaultStopSet());
    all.put("turkish", TurkishAnalyzer.getDefaultStopSet());
    all.put("indonesian", IndonesianAnalyzer.getDefaultStopSet());
    all.put("russian", RussianAnalyzer.getDefaultStopSet());
    all.put("greek", GreekAnalyzer.getDefaultStopSet());
    all.put("arabic", ArabicAnalyzer.getDefaultStopSet());
    all.put("hindi", HindiAnalyzer.getDefaultStopSet());
    return all;
  }

  private static CharArraySet english() {
    CharArraySet words = new CharArraySet(400, true);
    words.addAll(read(SnowballFilter.class, "english_stop.txt"));
    List<String> withoutApostrophes =
        words.stream()
            .map(word -> new String((char[]) word))
            .filter(word -> word.contains("'"))
            .map(word -> word.replace("'", ""))
            .filter(word -> !REAL_WORDS.contains(word))
            .toList();
    words.addAll(withoutApostrophes);
    words.addAll(read(TopicStopWords.class, "english-talk.txt"));
    return CharArraySet.unmodifiableSet(words);
  }

  private static CharArraySet read(Class<?> beside, String name) {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(beside.getResourceAsStream(name), name),
            StandardCharsets.UTF_8)) {
      return WordlistLoader.getSnowballWordSet(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
