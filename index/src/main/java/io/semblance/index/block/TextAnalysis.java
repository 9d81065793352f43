package io.semblance.index.block;

import io.semblance.error.SemblanceException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
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
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/** How words are cut and reduced to their stems, by language. */
public final class TextAnalysis {
  private static final String ENGLISH = "english";

  private static final Map<String, Supplier<Analyzer>> BY_NAME =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("standard", StandardAnalyzer::new),
              Map.entry("simple", SimpleAnalyzer::new),
              Map.entry("arabic", ArabicAnalyzer::new),
              Map.entry("cjk", CJKAnalyzer::new),
              Map.entry("czech", CzechAnalyzer::new),
              Map.entry("danish", DanishAnalyzer::new),
              Map.entry("dutch", DutchAnalyzer::new),
              Map.entry(ENGLISH, EnglishAnalyzer::new),
              Map.entry("finnish", FinnishAnalyzer::new),
              Map.entry("french", FrenchAnalyzer::new),
              Map.entry("german", GermanAnalyzer::new),
              Map.entry("greek", GreekAnalyzer::new),
              Map.entry("hindi", HindiAnalyzer::new),
              Map.entry("hungarian", HungarianAnalyzer::new),
              Map.entry("indonesian", IndonesianAnalyzer::new),
              Map.entry("italian", ItalianAnalyzer::new),
              Map.entry("norwegian", NorwegianAnalyzer::new),
              Map.entry("portuguese", PortugueseAnalyzer::new),
              Map.entry("romanian", RomanianAnalyzer::new),
              Map.entry("russian", RussianAnalyzer::new),
              Map.entry("spanish", SpanishAnalyzer::new),
              Map.entry("swedish", SwedishAnalyzer::new),
              Map.entry("thai", ThaiAnalyzer::new),
              Map.entry("turkish", TurkishAnalyzer::new)));

  private TextAnalysis() {}

  /** All names, sorted. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** Refuses a name that is none. */
  public static void require(String name) {
    supplier(name);
  }

  /** A new analyzer; safe for many threads, the caller's to close. */
  public static Analyzer of(String name) {
    return supplier(name).get();
  }

  private static Supplier<Analyzer> supplier(String name) {
    Supplier<Analyzer> supplier = BY_NAME.get(name);
    if (supplier == null) {
      throw SemblanceException.invalid(
          "the analyzer must be one of " + String.join(", ", names()) + ", got: '" + name + "'");
    }
    return supplier;
  }
}
