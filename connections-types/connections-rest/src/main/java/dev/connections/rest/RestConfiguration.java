package dev.connections.rest;

import dev.connections.ConnectionConfiguration;
import dev.connections.Secret;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import dev.connections.annotations.Example;
import dev.connections.rest.auth.OAuth2Settings;
import dev.connections.rest.internal.request.ExpectedHealth;
import dev.connections.rest.internal.request.HeaderRules;
import dev.connections.rest.internal.request.HealthPath;
import dev.connections.rest.internal.request.RouteTemplate;
import dev.connections.rest.json.JsonLibrary;
import dev.connections.settings.Credentials;
import dev.connections.settings.TlsSettings;
import dev.connections.spi.RejectedSettingsException;
import dev.connections.spi.binding.Violations;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * The settings of a REST API. Immutable; prints no secret.
 *
 * @param url what all routes are appended to: http or https, with a host, without user, query and
 *     fragment
 * @param headers sent with every request to the url's host; not for secrets
 * @param bearerToken sent as {@code Authorization: Bearer …}
 * @param apiKey sent in the header {@code apiKeyHeader}
 * @param apiKeyHeader the name of that header
 * @param healthPath the path that probes ask for, appended to the url, with a query if need be; the
 *     url itself by default
 * @param healthStatus what a probe's status may be, such as {@code 2xx} or {@code 200}; everything
 *     below 500 by default
 * @param healthJson texts that the JSON answer to a probe must have, by the names that lead to
 *     them, such as {@code status: UP}; the probe is a GET then
 * @param http the settings of the HTTP client
 * @param tls whom to trust, and who we are; for urls with {@code https://}
 * @param basic sent as {@code Authorization: Basic …} (RFC 7617), in UTF-8
 * @param oauth2 where the tokens come from that are sent as {@code Authorization: Bearer …}
 * @param json the library that bodies are read and written with, Jackson 2 by default. The one that
 *     is named must be there when the connection is made; without the setting, Jackson is looked
 *     for when JSON is first needed. The same for all endpoints, and for as long as the process
 *     runs
 */
public record RestConfiguration(
    @Description(
            "The address that all routes are appended to: http or https, without user, query and"
                + " fragment")
        @Example("https://api.example.com/v1")
        URI url,
    @Description("Headers of every request to the url's host; not for secrets")
        Map<String, String> headers,
    @Description(
            "Sent as 'Authorization: Bearer …'; read again for each request, so a rotated one is"
                + " picked up")
        Optional<Secret> bearerToken,
    @Description("Sent in the header that apiKeyHeader names") Optional<Secret> apiKey,
    @Description("The name of the header for apiKey") @DefaultValue("X-Api-Key")
        String apiKeyHeader,
    @Description(
            "The path that probes ask for, appended to the url; the url itself by default. Name"
                + " one that is cheap and needs what your calls need")
        Optional<String> healthPath,
    @Description(
            "What a probe's status may be, such as '2xx' or '200'; by default everything below 500")
        List<String> healthStatus,
    @Description(
            "Texts that the JSON answer to a probe must have, by the names that lead to them, such"
                + " as 'status: UP' or 'db.status: UP'")
        Map<String, String> healthJson,
    @Description("The settings of the HTTP client") RestHttpSettings http,
    @Description("Whom to trust, and who we are") Optional<TlsSettings> tls,
    @Description(
            "Sent as 'Authorization: Basic …'; the password is read again for each request, so a"
                + " rotated one is picked up")
        Optional<Credentials> basic,
    @Description("Where tokens come from that are sent as 'Authorization: Bearer …'")
        Optional<OAuth2Settings> oauth2,
    @Description(
            "The library that reads and writes JSON; JACKSON (Jackson 2) by default. Which one is"
                + " used is never guessed from what is on the class path")
        Optional<JsonLibrary> json)
    implements ConnectionConfiguration {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if they cannot work, or hold a secret in clear
   */
  public RestConfiguration {
    headers = Map.copyOf(headers);
    RejectedSettingsException.check(violations -> checkUrl(url, violations));
    headers.forEach(RestConfiguration::checkHeader);
    HeaderRules.checkName(apiKeyHeader);
    List<String> authorizing =
        Stream.of(
                bearerToken.map(is -> "bearerToken"),
                basic.map(is -> "basic"),
                oauth2.map(is -> "oauth2"),
                apiKey.filter(is -> isAuthorization(apiKeyHeader)).map(is -> "apiKey"))
            .flatMap(Optional::stream)
            .toList();
    if (authorizing.size() > 1) {
      throw new IllegalArgumentException(
          String.join(" and ", authorizing)
              + (authorizing.size() == 2 ? " would both" : " would all")
              + " set the header 'Authorization'; keep one of them");
    }
    basic.ifPresent(RestConfiguration::checkBasic);
    oauth2.ifPresent(RestConfiguration::checkOAuth2);
    healthPath.ifPresent(HealthPath::new);
    healthStatus = List.copyOf(healthStatus);
    healthJson = Map.copyOf(healthJson);
    new ExpectedHealth(healthStatus, healthJson);
    if (tls.isPresent() && "http".equalsIgnoreCase(url.getScheme())) {
      throw new IllegalArgumentException(
          "tls is never used with http://; write https:// in url, or remove tls");
    }
    if (http.http2PriorKnowledge() && !"http".equalsIgnoreCase(url.getScheme())) {
      throw new IllegalArgumentException(
          "http.http2PriorKnowledge is for urls with http://; with TLS, HTTP/2 is agreed on by"
              + " itself");
    }
  }

  /** The settings for a url, all others at their defaults. */
  public static RestConfiguration of(URI url) {
    return new RestConfiguration(
        url,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        "X-Api-Key",
        Optional.empty(),
        List.of(),
        Map.of(),
        RestHttpSettings.DEFAULT,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** RFC 7617, section 2: the first colon ends the user's name. */
  private static void checkBasic(Credentials basic) {
    String user = basic.username();
    if (user.indexOf(':') >= 0 || user.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "basic.username must not hold a colon, a line break or another control character: the"
              + " server would take what follows a colon for the password");
    }
  }

  private static void checkOAuth2(OAuth2Settings oauth2) {
    try {
      new RouteTemplate(oauth2.path()).expand(Map.of());
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "oauth2.path '"
              + oauth2.path()
              + "' is not allowed: a path begins with one /, has no empty segments, no . or .., no"
              + " query and no {variables}; the host comes from the connection",
          wrong);
    }
  }

  /** Judged by the parser that requests are made with: host names may have underscores, say. */
  private static void checkUrl(URI url, Violations violations) {
    // The value is not shown here: what is wrong may be a password in it.
    HttpUrl parsed = HttpUrl.parse(url.toString());
    if (parsed == null || url.getRawAuthority() == null) {
      violations.at(
          "url",
          "must begin with http:// or https:// and name a host, with a port from 1 to 65535 if"
              + " any");
      return;
    }
    if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
      violations.at("url", "must not hold a user or a password; use basic, bearerToken or apiKey");
    }
    if (parsed.encodedQuery() != null || parsed.encodedFragment() != null) {
      violations.at("url", "must not hold a query or a fragment; requests add their own");
    }
  }

  private static void checkHeader(String name, String value) {
    HeaderRules.check(name, value);
    if (isAuthorization(name)) {
      throw new IllegalArgumentException(
          "headers must not hold '"
              + name
              + "', which is a secret; use bearerToken, apiKey, basic or oauth2");
    }
  }

  private static boolean isAuthorization(String name) {
    return name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Proxy-Authorization");
  }
}
