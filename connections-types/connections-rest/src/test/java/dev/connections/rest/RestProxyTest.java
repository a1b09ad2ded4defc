package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.connections.ConnectionProvider;
import dev.connections.failure.PermanentConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that is configured for a connection, whatever the JVM's is. */
@Timeout(60)
class RestProxyTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String OK_HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final String DEMAND =
      "HTTP/1.1 407 Proxy Authentication Required\r\n"
          + "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n";

  @TempDir Path folder;

  private String user() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "canary");
    return ", username: user, password: '${file:" + password + "}'";
  }

  private static String ok(String head) {
    return head.startsWith("HEAD") ? OK_HEAD : OK;
  }

  private static ConnectionProvider open(WireServer proxy, String more) {
    int port = Integer.parseInt(proxy.url("").replaceAll(".*:(\\d+).*", "$1"));
    return ShopProvider.open(
        8,
        "http: { proxy: { host: localhost, port: " + port + more + " } }",
        "retry: { maxAttempts: 1 }");
  }

  @Test
  void requestsGoThroughIt() throws Exception {
    try (WireServer proxy = new WireServer(RestProxyTest::ok);
        ConnectionProvider provider = open(proxy, "")) {
      assertThat(provider.get("shop", RestConnection.class).get("/a", String.class))
          .isEqualTo("ok");
      assertThat(proxy.seen()).anyMatch(head -> head.startsWith("GET http://127.0.0.1:8/api/a "));
    }
  }

  @Test
  void itIsLoggedInToWithThePasswordWhichIsShownNowhere() throws Exception {
    try (WireServer proxy =
            new WireServer(
                head -> head.contains("Proxy-Authorization: Basic") ? ok(head) : DEMAND);
        ConnectionProvider provider = open(proxy, user())) {
      assertThat(provider.get("shop", RestConnection.class).get("/a", String.class))
          .isEqualTo("ok");
      assertThat(proxy.seen()).anyMatch(head -> head.contains("Basic dXNlcjpjYW5hcnk="));
      assertThat(provider.snapshot().toString()).doesNotContain("canary", "dXNlcjpjYW5hcnk");
    }
  }

  @Test
  void aPasswordThatItRejectsIsToldWithTheSettingToCorrect() throws Exception {
    try (WireServer proxy = new WireServer(head -> DEMAND);
        ConnectionProvider provider = open(proxy, user())) {
      assertThatExceptionOfType(PermanentConnectionException.class)
          .isThrownBy(() -> provider.get("shop", RestConnection.class).get("/a", String.class))
          .withMessageContaining("407")
          .withMessageContaining("http.proxy");
      assertThat(proxy.seen()).hasSizeLessThan(6);
    }
  }
}
