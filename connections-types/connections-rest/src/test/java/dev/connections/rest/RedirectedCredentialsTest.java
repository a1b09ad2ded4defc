package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a redirect to another host takes along of cookies and credentials, from real sockets. */
@Tag("situation")
@Timeout(60)
class RedirectedCredentialsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private static WireServer redirecting(String place) {
    return new WireServer(
        head -> "HTTP/1.1 302 Moved\r\nLocation: " + place + "\r\nContent-Length: 0\r\n\r\n");
  }

  private static void get(OkHttpClient client, String url) throws Exception {
    Request request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "first-secret")
            .header("X-Token", "first-token")
            .build();
    try (Response response = client.newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
    }
  }

  /** A jar gives each host its own cookie (okhttp's CookieJar, `jar`). */
  @Test
  void eachHostGetsTheCookieThatTheJarHoldsForIt() throws Exception {
    CookieJar jar =
        new CookieJar() {
          @Override
          public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
            // The cookies of this jar do not change.
          }

          @Override
          public List<Cookie> loadForRequest(HttpUrl url) {
            return List.of(
                new Cookie.Builder()
                    .hostOnlyDomain(url.host())
                    .name("of")
                    .value(url.host().equals("localhost") ? "second" : "first")
                    .build());
          }
        };
    try (WireServer other = new WireServer(head -> OK);
        WireServer server = redirecting(other.url("/new").replace("127.0.0.1", "localhost"))) {
      OkHttpClient client = server.connection().client().newBuilder().cookieJar(jar).build();
      get(client, server.url("/api/old"));

      assertThat(server.seen().get(0)).contains("Cookie: of=first");
      assertThat(other.seen().get(0))
          .contains("Cookie: of=second")
          .doesNotContain("of=first", "first-secret", "first-token");
    }
  }

  /** What an authenticator makes for the new host reaches it; what was for the first does not. */
  @Test
  void theNewHostGetsTheCredentialsThatAnAuthenticatorMakesForIt() throws Exception {
    try (WireServer other =
            new WireServer(
                head ->
                    head.contains("Authorization: second-secret")
                        ? OK
                        : "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
        WireServer server = redirecting(other.url("/new"))) {
      OkHttpClient client =
          server
              .connection()
              .client()
              .newBuilder()
              .authenticator(
                  (route, response) ->
                      response
                          .request()
                          .newBuilder()
                          .header("Authorization", "second-secret")
                          .build())
              .build();
      get(client, server.url("/api/old"));

      assertThat(other.seen()).hasSize(2);
      assertThat(String.join("", other.seen())).doesNotContain("first-secret", "first-token");
    }
  }
}
