package io.semblance.clustering.duplicates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Walks unique texts in the order in which they would be kept. Each that is still free is kept and
 * takes all free ones that it is alike; with single linkage those take theirs in turn.
 */
final class GroupWalk {
  private final Deduplication work;
  private final KeepOrder order;
  private final Likeness likeness;
  private final boolean[] taken;
  // Of vectors, so that texts that share one are walked once and not once for each of them.
  private final boolean[] expanded;
  private final boolean[] exhausted;

  /** A text of a group and what it is alike. */
  private record Member(int text, int similarTo, Tier tier, float score) {}

  GroupWalk(Deduplication work) {
    this.work = work;
    KeepOrder alone = KeepOrder.of(work.items(), work.rule());
    this.likeness = new Likeness(work, alone);
    this.order =
        work.rule() == KeepRule.MOST_CENTRAL
            ? KeepOrder.byReach(work.items(), new Reach(likeness, work.items().texts()))
            : alone;
    this.taken = new boolean[likeness.texts()];
    this.expanded = new boolean[likeness.vectors()];
    this.exhausted = new boolean[likeness.vectors()];
  }

  DuplicateGroups groups() {
    List<DuplicateGroup> groups = new ArrayList<>();
    for (int rank = 0; rank < order.count(); rank++) {
      int text = order.text(rank);
      if (!taken[text]) {
        taken[text] = true;
        List<Decision.Delete> deletes = deletes(text, members(text));
        if (!deletes.isEmpty()) {
          groups.add(new DuplicateGroup(new Decision.Keep(order.item(text), work.rule()), deletes));
        }
      }
    }
    ItemIds ids = work.items().ids();
    groups.sort(
        Comparator.comparingInt((DuplicateGroup group) -> -group.size())
            .thenComparingInt(group -> ids.rank(group.keep().item())));
    return new DuplicateGroups(work.items().count(), groups);
  }

  private List<Member> members(int text) {
    List<Member> members = new ArrayList<>();
    expand(text, members);
    if (work.linkage() == GroupLinkage.SINGLE) {
      for (int next = 0; next < members.size(); next++) {
        expand(members.get(next).text(), members);
      }
    }
    return members;
  }

  private void expand(int text, List<Member> members) {
    Neighbors near = likeness.ofTexts();
    for (int link = near.start(text); link < near.end(text); link++) {
      take(new Member(near.neighbor(link), text, Tier.NEAR_TEXT, near.score(link)), members);
    }
    int vector = likeness.vectorOf(text);
    if (vector < 0 || expanded[vector]) {
      return;
    }
    expanded[vector] = true;
    takeSharing(vector, text, 1, members);
    Neighbors alike = likeness.ofVectors();
    for (int link = alike.start(vector); link < alike.end(vector); link++) {
      takeSharing(alike.neighbor(link), text, alike.score(link), members);
    }
  }

  private void takeSharing(int vector, int from, float score, List<Member> members) {
    if (exhausted[vector]) {
      return;
    }
    exhausted[vector] = true;
    for (int i = 0; i < likeness.sharing(vector); i++) {
      take(new Member(likeness.text(vector, i), from, Tier.SEMANTIC, score), members);
    }
  }

  private void take(Member member, List<Member> members) {
    if (!taken[member.text()]) {
      taken[member.text()] = true;
      members.add(member);
    }
  }

  private List<Decision.Delete> deletes(int text, List<Member> members) {
    List<Decision.Delete> deletes = new ArrayList<>();
    int kept = order.item(text);
    work.items()
        .texts()
        .itemsOf(text)
        .filter(item -> item != kept)
        .forEach(item -> deletes.add(new Decision.Delete(item, Tier.EXACT_TEXT, kept, 1)));
    for (Member member : members) {
      int like = order.item(member.similarTo());
      work.items()
          .texts()
          .itemsOf(member.text())
          .forEach(
              item -> deletes.add(new Decision.Delete(item, member.tier(), like, member.score())));
    }
    ItemIds ids = work.items().ids();
    deletes.sort(
        Comparator.comparing(Decision.Delete::tier)
            .thenComparingDouble(delete -> -delete.score())
            .thenComparingInt(delete -> ids.rank(delete.item())));
    return deletes;
  }
}
