package io.semblance.clustering.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How often a term is written in which form; the first {@link #MOST} different ones. */
final class WrittenForms {
  static final int MOST = 8;

  private final List<String> forms = new ArrayList<>(1);
  private int[] counts = new int[1];

  void count(String form) {
    int at = forms.indexOf(form);
    if (at < 0) {
      if (forms.size() == MOST) {
        return;
      }
      at = forms.size();
      forms.add(form);
      if (at == counts.length) {
        counts = Arrays.copyOf(counts, 2 * at);
      }
    }
    counts[at]++;
  }

  /** Among equally frequent ones the last of the alphabet, so small letters before capitals. */
  String mostFrequent() {
    int best = 0;
    for (int i = 1; i < forms.size(); i++) {
      boolean better =
          counts[i] > counts[best]
              || (counts[i] == counts[best] && forms.get(i).compareTo(forms.get(best)) > 0);
      best = better ? i : best;
    }
    return forms.get(best);
  }
}
