package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connections.failure.PermanentConnectionException;
import dev.connections.rest.internal.connection.NextLink;
import dev.connections.rest.internal.request.BaseUrl;
import dev.connections.rest.internal.request.PageLink;
import dev.connections.rest.json.JsonType;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists that come in pages. */
@Timeout(60)
class PagesTest {

  /** A page with a cursor in its body. */
  record Page(List<Integer> items, String cursor) {}

  private static final JsonType<List<Integer>> NUMBERS = JsonType.listOf(Integer.class);
  private static final RestRequest FIRST = RestRequest.get("/numbers").query("size", 2);

  private static MockResponse page(String body, String link) {
    MockResponse.Builder page =
        new MockResponse.Builder().addHeader("Content-Type", "application/json").body(body);
    return link.isEmpty() ? page.build() : page.addHeader("Link", link).build();
  }

  private static List<Integer> all(Pages<List<Integer>> pages) {
    return pages.stream().flatMap(each -> each.requireBody().stream()).toList();
  }

  @Test
  void linksAreFollowedLazilyWithTheHeadersOfTheFirstRequest() {
    try (MockShop shop =
        new MockShop(
            request ->
                switch (request.getTarget()) {
                  case "/api/numbers?size=2" ->
                      page("[1,2]", "</api/numbers?size=2&c=a%2Fb%20%C3%BC>; rel=\"next\"");
                  case "/api/numbers?size=2&c=a%2Fb%20%C3%BC" ->
                      page(
                          "[3,4]",
                          "<http://127.0.0.1:" + request.getUrl().port() + "/other?p=3>; rel=next");
                  case "/other?p=3" -> page("[5]", "</api/numbers>; rel=\"prev\"");
                  default -> MockShop.status(404);
                })) {
      Pages<List<Integer>> pages =
          shop.connection().pages(FIRST.header("X-Tenant", "graz"), NUMBERS);
      assertThat(shop.seen()).isEmpty();

      Iterator<RestResponse<List<Integer>>> iterator = pages.iterator();
      assertThat(iterator.hasNext()).isTrue();
      assertThat(shop.seen()).isEmpty();
      assertThat(iterator.next().body()).containsExactly(1, 2);
      assertThat(iterator.hasNext()).isTrue();
      assertThat(shop.seen()).hasSize(1);
      assertThat(iterator.next().body()).containsExactly(3, 4);
      assertThat(iterator.next().body()).containsExactly(5);
      assertThat(iterator.hasNext()).isFalse();
      assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);

      assertThat(shop.seen())
          .hasSize(3)
          .allMatch(seen -> "graz".equals(seen.getHeaders().get("X-Tenant")));
      assertThat(all(pages)).containsExactly(1, 2, 3, 4, 5); // each iteration begins again
      assertThat(pages.stream().limit(1)).hasSize(1);
      assertThat(shop.seen()).hasSize(7);
      assertThat(shop.connection().snapshot().operations().succeeded()).isEqualTo(7);
    }
  }

  @Test
  void eachPageIsRetriedByItself() {
    AtomicInteger requests = new AtomicInteger();
    try (MockShop shop =
        new MockShop(
            request ->
                switch (requests.getAndIncrement()) {
                  case 0 -> page("[1]", "<?p=2>; rel=next");
                  case 1 -> MockShop.status(503);
                  default -> page("[2]", "");
                })) {
      assertThat(all(shop.connection().pages(FIRST, NUMBERS))).containsExactly(1, 2);
      assertThat(shop.seen().get(2).getTarget()).isEqualTo("/api/numbers?p=2");
    }
  }

  @Test
  void aLinkToAnotherOriginIsNotFollowed() {
    try (MockShop other = new MockShop(request -> page("[9]", ""));
        MockShop shop =
            new MockShop(
                request ->
                    page("[1]", "<http://127.0.0.1:" + other.port() + "/x?t=1>; rel=next"))) {
      assertThatThrownBy(() -> all(shop.connection().pages(FIRST, NUMBERS)))
          .isInstanceOf(PermanentConnectionException.class)
          .hasMessageContaining("GET http://127.0.0.1:" + shop.port() + "/api/numbers")
          .hasMessageContaining("another origin, http://127.0.0.1:" + other.port())
          .hasMessageContaining("credentials go nowhere else");
      assertThat(other.seen()).isEmpty();
    }
  }

  @Test
  void aLoopOfLinksIsNoticed() {
    try (MockShop shop =
        new MockShop(
            request ->
                page(
                    "[1]",
                    request.getTarget().contains("p=2")
                        ? "<?size=2>; rel=next"
                        : "<?p=2>; rel=next"))) {
      List<Integer> seen = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  shop.connection()
                      .pages(FIRST, NUMBERS)
                      .forEach(page -> seen.addAll(page.requireBody())))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("GET /numbers are a loop");
      assertThat(seen).containsExactly(1, 1);
      assertThat(shop.seen()).hasSize(2);
    }
  }

  @Test
  void aListWithoutEndIsNotTakenForAShortOne() {
    AtomicInteger requests = new AtomicInteger();
    try (MockShop shop =
        new MockShop(request -> page("[1]", "<?p=" + requests.incrementAndGet() + ">; rel=next"))) {
      Pages<List<Integer>> pages = shop.connection().pages(FIRST, NUMBERS).maxPages(3);
      assertThatThrownBy(() -> all(pages))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("more than 3 pages");
      assertThat(shop.seen()).hasSize(3);
      assertThatThrownBy(() -> pages.maxPages(0)).hasMessageContaining("but is 0");
    }
  }

  @Test
  void aListEndsWithAPageThatFailed() {
    try (MockShop shop =
        new MockShop(
            request ->
                request.getTarget().contains("p=2")
                    ? MockShop.status(404)
                    : page("[1]", "<?p=2>; rel=next"))) {
      Iterator<RestResponse<List<Integer>>> pages =
          shop.connection().pages(FIRST, NUMBERS).iterator();
      pages.next();
      assertThatThrownBy(pages::next).isInstanceOf(PermanentConnectionException.class);
      assertThat(pages.hasNext()).isFalse();
    }
  }

  private static Optional<RestRequest> after(RestResponse<Page> page) {
    String cursor = page.requireBody().cursor();
    return cursor.isEmpty() ? Optional.empty() : Optional.of(FIRST.query("cursor", cursor));
  }

  @Test
  void aFunctionMakesTheNextRequestFromEachPage() {
    try (MockShop shop =
        new MockShop(
            request ->
                request.getTarget().contains("cursor")
                    ? page("{\"items\":[3],\"cursor\":\"\"}", "")
                    : page("{\"items\":[1,2],\"cursor\":\"x y\"}", ""))) {
      assertThat(
              shop.connection().pages(FIRST, JsonType.of(Page.class), PagesTest::after).stream()
                  .flatMap(each -> each.requireBody().items().stream()))
          .containsExactly(1, 2, 3);
      assertThat(shop.seen().get(1).getTarget()).isEqualTo("/api/numbers?size=2&cursor=x%20y");
    }
  }

  @Test
  void aFunctionThatGivesTheSameRequestAgainIsALoop() {
    try (MockShop shop = new MockShop(request -> page("{\"items\":[1],\"cursor\":\"same\"}", ""))) {
      assertThatThrownBy(
              () ->
                  shop.connection()
                      .pages(FIRST, JsonType.of(Page.class), PagesTest::after)
                      .forEach(page -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a loop");
      assertThat(shop.seen()).hasSize(2);
    }
  }

  @Test
  void linksAreFollowedWithGetOnly() {
    try (MockShop shop = new MockShop(request -> page("[1]", ""))) {
      assertThatThrownBy(() -> shop.connection().pages(RestRequest.post("/search"), NUMBERS))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("POST /search");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "</b>; rel=\"next\"                                    | /b",
        "</a>; rel=\"prev\", </b>; rel=\"next\"                | /b",
        "</a>; title=\"x, <y>; rel=next\"; rel=last, </b>;rel=next | /b",
        "</b>; rel=\"last next\"                               | /b",
        "</b>; REL=NEXT                                        | /b",
        "</b?a=1,2;3>; type=\"x\\\"y\" ; rel = next            | /b?a=1,2;3",
        ", </b>; rel=next                                      | /b",
        "<>; rel=next                                          | ~~",
      })
  void theNextLinkIsFoundAmongOthers(String header, String target) {
    assertThat(NextLink.in(List.of("</z>; rel=first", header))).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "</b>",
        "</b>; rel=nextpage",
        "</b>; rel=prev; rel=next",
        "</b>; rel=next; anchor=\"#x\"",
        "/b; rel=next",
        "garbage",
        "</b; rel=next"
      })
  void whatIsNoNextLinkIsNone(String header) {
    assertThat(NextLink.in(List.of(header))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "http://a/api, http://a/api/x/?q=%20, http://b:81/v2/x/?q=%20",
    "http://a/api, http://a/api, http://b:81/v2",
    "http://a/api, http://a/other/x, http://b:81/other/x",
    "http://a, http://a/x/y, http://b:81/v2/x/y",
    "http://a/api/, http://a/api/x, http://b:81/v2/x",
    "http://a/api, http://a/apix/y, http://b:81/apix/y",
  })
  void aLinkOfOneEndpointIsFollowedAtAnother(String base, String target, String there) {
    PageLink link =
        new BaseUrl(URI.create(base)).link(Objects.requireNonNull(HttpUrl.parse(target)));
    assertThat(new BaseUrl(URI.create(base)).join(link)).isEqualTo(HttpUrl.parse(target));
    assertThat(new BaseUrl(URI.create("http://b:81/v2")).join(link))
        .isEqualTo(HttpUrl.parse(there));
  }
}
