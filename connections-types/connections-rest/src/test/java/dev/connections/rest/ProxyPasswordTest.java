package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.provider.Connections;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A proxy that wants a password (H6, okhttp#4248), which the JVM is given, as it is the proxy. */
@Timeout(60)
class ProxyPasswordTest {

  private static final String DEMAND =
      "HTTP/1.1 407 Proxy Authentication Required\r\n"
          + "Proxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n";

  private final @Nullable ProxySelector before = ProxySelector.getDefault();

  @AfterEach
  void restore() {
    ProxySelector.setDefault(before);
    Authenticator.setDefault(null);
  }

  @Test
  void aProxyThatDemandsAPasswordIsToldAsThatWithAStepThatCanBeTaken() throws Exception {
    try (WireServer proxy = new WireServer(head -> DEMAND)) {
      use(proxy);
      ConnectionException failure = failure();

      assertThat(failure)
          .isInstanceOf(PermanentConnectionException.class)
          .hasMessageContaining("Proxy authentication required (407)")
          .hasMessageContaining("java.net.Authenticator.setDefault");
    }
  }

  @Test
  void thePasswordOfTheJvmIsGivenToTheProxyAndShownNowhere() throws Exception {
    try (WireServer proxy =
        new WireServer(head -> head.contains("Proxy-Authorization: Basic") ? "" : DEMAND)) {
      use(proxy);
      Authenticator.setDefault(
          new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
              return getRequestorType() == RequestorType.PROXY
                  ? new PasswordAuthentication("user", "canary".toCharArray())
                  : null;
            }
          });
      ConnectionException failure = failure();

      assertThat(proxy.seen()).anyMatch(head -> head.contains("Basic dXNlcjpjYW5hcnk="));
      assertThat(failure.diagnosis().toString()).doesNotContain("canary", "dXNlcjpjYW5hcnk");
    }
  }

  private static void use(WireServer proxy) {
    URI address = URI.create(proxy.url("/"));
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            return List.of(
                new Proxy(
                    Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), address.getPort())));
          }

          @Override
          public void connectFailed(URI uri, SocketAddress to, IOException failure) {}
        });
  }

  private static ConnectionException failure() {
    try (ConnectionProvider provider =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                    "connections.yaml",
                    """
                    connections:
                      shop:
                        type: Rest
                        url: https://shop.example
                    """))
            .types(RestConnectionTypes.source())
            .open()) {
      return java.util.Objects.requireNonNull(
          catchThrowableOfType(
              ConnectionException.class,
              () -> provider.get("shop", RestConnection.class).get("/x", String.class)));
    }
  }
}
