package dev.connections.rest.internal.connection;

import dev.connections.rest.Pages;
import dev.connections.rest.RestResponse;
import dev.connections.rest.internal.request.PageLink;
import dev.connections.rest.internal.request.WrittenRequest;
import dev.connections.rest.json.JsonType;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Follows the links that each page has to the next one. Used by one thread. */
final class LinkedPages<T> implements Pages.Cursor<T> {

  private final WrittenRequest first;
  private final Function<WrittenRequest, Page<T>> calls;
  private final Set<PageLink> seen = new HashSet<>();
  private @Nullable PageLink next;

  /**
   * A page.
   *
   * @param response the page itself
   * @param self where it was asked for
   * @param next where the next one is; null if it is the last one
   */
  record Page<T>(RestResponse<T> response, PageLink self, @Nullable PageLink next) {}

  /**
   * At the first page.
   *
   * @param calls makes the call for a page
   */
  LinkedPages(WrittenRequest first, Function<WrittenRequest, Page<T>> calls) {
    this.first = first;
    this.calls = calls;
  }

  /** Fetches a page: where the next one is, is part of it. */
  static <T> RestWork.Attempted<Page<T>> page(JsonType<T> type) {
    return (caller, server, sent) ->
        caller.exchange(
            sent,
            (response, phases) -> {
              HttpUrl from = response.request().url();
              String next = NextLink.in(response.headers("Link"));
              return new Page<>(
                  caller.successes().read(response, sent.label(), type, sent.codec(), phases),
                  server.base().link(from),
                  next == null ? null : PageLink.of(next, from, server.base(), sent.label()));
            });
  }

  @Override
  public RestResponse<T> fetch() {
    PageLink link = next;
    if (link != null && seen.contains(link)) {
      throw new IllegalStateException(
          "The pages of "
              + first.method()
              + " "
              + first.route()
              + " are a loop: after "
              + seen.size()
              + " pages, a link leads to a page that was fetched before; correct the links of the"
              + " server");
    }
    Page<T> page = calls.apply(link == null ? first : first.at(link));
    seen.add(page.self());
    next = page.next();
    return page.response();
  }

  @Override
  public boolean hasMore() {
    return next != null;
  }
}
