package io.semblance.index;

import io.semblance.error.SemblanceException;
import io.semblance.index.filter.Filter;
import org.jspecify.annotations.Nullable;

/**
 * A search. Made by {@link #of} and the {@code with} methods.
 *
 * @param input what to look for
 * @param mode by meaning, by words or both
 * @param page which part of the ranking is wanted
 * @param depth how far is looked
 * @param filter documents that may be found; null for all
 * @param ranking how what was found is put in order
 * @param shown what comes with each hit
 */
public record SearchRequest(
    SearchInput input,
    SearchMode mode,
    Page page,
    SearchDepth depth,
    @Nullable Filter filter,
    Ranking ranking,
    Shown shown) {
  public SearchRequest {
    if (mode != SearchMode.DENSE && !(input instanceof SearchInput.Text)) {
      throw SemblanceException.invalid(
          "a search by words needs a text; search by a vector or by examples in mode dense");
    }
  }

  /** A search for a text with all defaults. */
  public static SearchRequest of(String query, SearchMode mode, int limit) {
    return of(new SearchInput.Text(query), mode, limit);
  }

  /** A search with all defaults. */
  public static SearchRequest of(SearchInput input, SearchMode mode, int limit) {
    return new SearchRequest(
        input, mode, Page.first(limit), SearchDepth.DEFAULT, null, Ranking.DEFAULT, Shown.DEFAULT);
  }

  public SearchRequest withPage(Page other) {
    return new SearchRequest(input, mode, other, depth, filter, ranking, shown);
  }

  public SearchRequest withDepth(SearchDepth other) {
    return new SearchRequest(input, mode, page, other, filter, ranking, shown);
  }

  public SearchRequest withFilter(@Nullable Filter other) {
    return new SearchRequest(input, mode, page, depth, other, ranking, shown);
  }

  public SearchRequest withRanking(Ranking other) {
    return new SearchRequest(input, mode, page, depth, filter, other, shown);
  }

  public SearchRequest withShown(Shown other) {
    return new SearchRequest(input, mode, page, depth, filter, ranking, other);
  }
}
