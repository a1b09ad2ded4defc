package dev.connections.rest.internal.connection;

import dev.connections.rest.Pages;
import dev.connections.rest.RestRequest;
import dev.connections.rest.RestResponse;
import dev.connections.rest.internal.request.RequestParts;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks code of the caller for the request of each next page. Used by one thread. */
final class ComputedPages<T> implements Pages.Cursor<T> {

  private final RestRequest first;
  private final Function<RestRequest, RestResponse<T>> calls;
  private final Function<RestResponse<T>, Optional<RestRequest>> nextOf;
  private final Set<Object> seen = new HashSet<>();
  private @Nullable RestRequest next;

  /**
   * At the first page.
   *
   * @param calls makes the call for a page
   * @param nextOf the request for the page after this one; empty after the last one
   */
  ComputedPages(
      RestRequest first,
      Function<RestRequest, RestResponse<T>> calls,
      Function<RestResponse<T>, Optional<RestRequest>> nextOf) {
    this.first = first;
    this.next = first;
    this.calls = calls;
    this.nextOf = nextOf;
  }

  @Override
  public RestResponse<T> fetch() {
    RestRequest request = next == null ? first : next;
    if (!seen.add(RequestParts.of(request).identity())) {
      throw new IllegalStateException(
          "The pages of "
              + first
              + " are a loop: after "
              + seen.size()
              + " pages, the function gave a request that was sent before");
    }
    RestResponse<T> page = calls.apply(request);
    next = nextOf.apply(page).orElse(null);
    return page;
  }

  @Override
  public boolean hasMore() {
    return next != null;
  }
}
