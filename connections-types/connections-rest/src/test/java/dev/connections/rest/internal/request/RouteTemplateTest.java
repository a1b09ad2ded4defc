package dev.connections.rest.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTemplateTest {

  private static String joined(String base, String route, Map<String, ?> values) {
    return new BaseUrl(URI.create(base)).join(new RouteTemplate(route).expand(values)).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.test,            /v1/x,   https://api.test/v1/x",
    "https://api.test/,           /v1/x,   https://api.test/v1/x",
    "https://api.test/base,       /v1/x,   https://api.test/base/v1/x",
    "https://api.test/base/,      /v1/x,   https://api.test/base/v1/x",
    "https://api.test/base/,      /v1/x/,  https://api.test/base/v1/x/",
    "https://api.test:8443/a%20b, /x%2Fy,  https://api.test:8443/a%20b/x%2Fy",
    "https://api.test/base,       /,       https://api.test/base/",
    "https://api.test/base,       '',      https://api.test/base",
  })
  void aRouteIsAppendedToTheBasePath(String base, String route, String expected) {
    assertThat(joined(base, route, Map.of())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Graz,            Graz",
    "Bad Gastein,     Bad%20Gastein",
    "a/b,             a%2Fb",
    "../admin,        ..%2Fadmin",
    "a?b=c#d,         a%3Fb%3Dc%23d",
    "100%,            100%25",
    "%2e%2e,          %252e%252e",
    "Zürich,          Z%C3%BCrich",
    "😀,              %F0%9F%98%80",
    "a\\b,            a%5Cb",
    "a;b,             a%3Bb",
    "a+b,             a%2Bb",
  })
  void aValueStaysWithinItsSegment(String value, String expected) {
    assertThat(joined("https://api.test/base", "/v1/{city}/now", Map.of("city", value)))
        .isEqualTo("https://api.test/base/v1/" + expected + "/now");
  }

  @Test
  void aVariableMayBePartOfASegment() {
    assertThat(joined("http://h", "/{a}-{b}.json", Map.of("a", 1, "b", "x/y")))
        .isEqualTo("http://h/1-x%2Fy.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aValueThatWouldClimbIsRefused(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> joined("http://h/base", "/v1/{city}", Map.of("city", value)))
        .withMessageContaining("/v1/{city}")
        .withMessageContaining(". and .. are not allowed");
  }

  @Test
  void valuesThatClimbTogetherAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> joined("http://h/base", "/{a}{b}/x", Map.of("a", ".", "b", ".")))
        .withMessageContaining("'..'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v1/x",
        "//evil.test/x",
        "/a//b",
        "http://evil.test/",
        "/../x",
        "/a/..",
        "/a/%2e%2E/b",
        "/a/./b",
        "/a?b=c",
        "/a#b",
        "/a b",
        "/a\\..\\b",
        "/a/%zz",
        "/a/{}",
        "/a/{b",
        "/a\r\nX: y"
      })
  void aRouteThatIsNoPlainPathIsRefused(String route) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RouteTemplate(route))
        .withMessageContaining("is not allowed");
  }

  @Test
  void missingAndUnknownValuesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> joined("http://h", "/{city}/{day}", Map.of("town", "Graz", "day", 3)))
        .withMessageContaining("missing [city], unknown [town]");
  }

  @Test
  void anEmptyValueIsRefusedBecauseItWouldBeAnotherRoute() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> joined("http://h", "/orders/{id}", Map.of("id", "")))
        .withMessageContaining("{id}");
  }

  @Test
  void anotherPortOrSchemeIsAnotherOrigin() {
    BaseUrl base = new BaseUrl(URI.create("https://api.test/base"));
    assertThat(base.isSameOrigin(okhttp3.HttpUrl.get("https://API.test:443/other"))).isTrue();
    assertThat(base.isSameOrigin(okhttp3.HttpUrl.get("https://api.test:8443/base"))).isFalse();
    assertThat(base.isSameOrigin(okhttp3.HttpUrl.get("http://api.test/base"))).isFalse();
    assertThat(base.isSameOrigin(okhttp3.HttpUrl.get("https://api.test.evil.test/"))).isFalse();
  }
}
