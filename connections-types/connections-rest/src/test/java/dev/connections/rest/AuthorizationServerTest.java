package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.provider.Connections;
import java.net.URI;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An authorization server of others, and an API that verifies its tokens with its published keys.
 */
@Timeout(60)
class AuthorizationServerTest {

  private final MockOAuth2Server idp = new MockOAuth2Server();
  private final ProtectedApi api = new ProtectedApi(this::isValid);

  @BeforeEach
  void start() {
    idp.start();
  }

  @AfterEach
  void stop() {
    api.close();
    idp.shutdown();
  }

  private boolean isValid(ProtectedApi.Seen seen) {
    try {
      SignedJWT token = SignedJWT.parse(seen.header("Authorization").substring("Bearer ".length()));
      JWKSet keys = JWKSet.load(URI.create(idp.jwksUrl("graz").toString()).toURL());
      return token.verify(
              new RSASSAVerifier(
                  keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey().toRSAPublicKey()))
          && token.getJWTClaimsSet().getAudience().contains("books")
          && token.getJWTClaimsSet().getSubject().equals("shop");
    } catch (Exception wrong) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BASIC", "POST"})
  void itsTokensLetCallersIn(String authentication) {
    try (ConnectionProvider provider =
        Connections.builder()
            .configuration(
                ConnectionsConfiguration.ofText(
                        "connections.yaml",
                        """
                        connections:
                          shop:
                            type: Rest
                            url: %s
                            oauth2:
                              connection: idp
                              path: /token
                              clientId: shop
                              clientSecret: ${env:SECRET}
                              authentication: BASIC
                              scope: [books]
                              audience: books
                          idp: { type: Rest, url: "%s" }
                        """
                            .formatted(api.url(), idp.issuerUrl("graz").toString())
                            .replace("BASIC", authentication))
                    .environment(Map.of("SECRET", "s3cr3t")))
            .types(RestConnectionTypes.source())
            .open()) {
      RestConnection shop = provider.get("shop", RestConnection.class);

      assertThat(shop.get("/books", String.class)).isEqualTo("\"ok\"");
      assertThat(shop.post("/books", List.of(1), String.class)).isEqualTo("\"ok\"");
    }
  }
}
