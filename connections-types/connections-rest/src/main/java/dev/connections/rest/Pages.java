package dev.connections.rest;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a list, fetched one after the other when they are asked for; {@link
 * RestConnection#pages} gives them. Each page is one call with its own deadline and retries, and
 * what it throws is thrown by {@link Iterator#next}. Each iteration begins with the first page.
 *
 * <p>Immutable and thread-safe; an iterator is for one thread.
 *
 * @param <T> what the body of a page is turned into
 */
public final class Pages<T> implements Iterable<RestResponse<T>> {

  /** More pages are taken for a list without end, unless more are allowed. */
  private static final int MOST = 10_000;

  private final RestRequest first;
  private final Supplier<Cursor<T>> cursors;
  private final int most;

  /**
   * Fetches the pages of one iteration.
   *
   * @param <T> what the body of a page is turned into
   */
  public interface Cursor<T> {

    /** The next page. */
    RestResponse<T> fetch();

    /** Whether the last one that was fetched was not the last one there is. */
    boolean hasMore();
  }

  /** Those that a cursor fetches; one is made for each iteration. */
  public Pages(RestRequest first, Supplier<Cursor<T>> cursors) {
    this(first, cursors, MOST);
  }

  private Pages(RestRequest first, Supplier<Cursor<T>> cursors, int most) {
    this.first = first;
    this.cursors = cursors;
    this.most = most;
  }

  /**
   * The same with another number of pages that must not be exceeded, 10,000 by default: asking for
   * one more throws an {@link IllegalStateException}, so that a list is never taken to be shorter
   * than it is. To take a few pages of many, limit the {@link #stream()}.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Pages<T> maxPages(int pages) {
    if (pages < 1) {
      throw new IllegalArgumentException("maxPages must be at least 1, but is " + pages);
    }
    return new Pages<>(first, cursors, pages);
  }

  /** The pages; the next one is fetched by {@code next()}. */
  @Override
  public Iterator<RestResponse<T>> iterator() {
    Cursor<T> cursor = cursors.get();
    return new Iterator<>() {
      private int fetched;
      private @Nullable RuntimeException failure;

      @Override
      public boolean hasNext() {
        return failure == null && (fetched == 0 || cursor.hasMore());
      }

      @Override
      public RestResponse<T> next() {
        if (!hasNext()) {
          throw new NoSuchElementException("There are no more pages of " + first);
        }
        if (fetched == most) {
          throw new IllegalStateException(
              first
                  + " has more than "
                  + most
                  + " pages; allow more with maxPages(n), or take fewer with stream().limit(n)");
        }
        try {
          RestResponse<T> page = cursor.fetch();
          fetched++;
          return page;
        } catch (RuntimeException failed) {
          failure = failed; // the list ends here: what comes after it is not known
          throw failed;
        }
      }
    };
  }

  /** The pages, lazily, in their order; not parallel. */
  public Stream<RestResponse<T>> stream() {
    return StreamSupport.stream(spliterator(), false);
  }
}
