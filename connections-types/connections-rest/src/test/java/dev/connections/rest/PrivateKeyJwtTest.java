package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.rest.TokenEndpoint.Answer;
import dev.connections.rest.auth.AssertionAlgorithm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that signs, verified by another library (Nimbus) as a strict token server does. */
@Timeout(60)
class PrivateKeyJwtTest {

  @TempDir Path folder;

  private final AuthFixture fixture = new AuthFixture();
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static KeyPair pair(AssertionAlgorithm algorithm) throws Exception {
    KeyPairGenerator generator =
        KeyPairGenerator.getInstance(algorithm == AssertionAlgorithm.RS256 ? "RSA" : "EC");
    if (algorithm == AssertionAlgorithm.RS256) {
      generator.initialize(2048);
    } else {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    }
    return generator.generateKeyPair();
  }

  private Path pem(KeyPair pair) throws Exception {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded());
    return Files.writeString(
        folder.resolve("client.pem"),
        "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
  }

  private RestConnection shop(AssertionAlgorithm algorithm, Path key) {
    return fixture.shop(
        """
        oauth2:
          connection: idp
          path: /token
          clientId: 'shop:1'
          authentication: PRIVATE_KEY_JWT
          privateKey: %s
          keyId: 'key "7"'
          algorithm: %s
        """
            .formatted(key, algorithm));
  }

  /** As a server verifies it that forgets nothing. */
  private Answer verified(TokenEndpoint.Asked request, KeyPair pair) {
    try {
      SignedJWT assertion = SignedJWT.parse(request.form().get("client_assertion"));
      JWSVerifier verifier =
          pair.getPublic() instanceof RSAPublicKey rsa
              ? new RSASSAVerifier(rsa)
              : new ECDSAVerifier((ECPublicKey) pair.getPublic());
      assertThat(assertion.verify(verifier)).as("signature").isTrue();
      assertThat(assertion.getHeader().getKeyID()).isEqualTo("key \"7\"");
      assertThat(assertion.getJWTClaimsSet().getIssuer()).isEqualTo(TokenEndpoint.CLIENT);
      assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo(TokenEndpoint.CLIENT);
      assertThat(assertion.getJWTClaimsSet().getAudience())
          .containsExactly(fixture.idp.url() + "/token");
      assertThat(
              Duration.between(
                  assertion.getJWTClaimsSet().getIssueTime().toInstant(),
                  assertion.getJWTClaimsSet().getExpirationTime().toInstant()))
          .isEqualTo(Duration.ofMinutes(1));
      assertThat(used.add(assertion.getJWTClaimsSet().getJWTID())).as("used once").isTrue();
      assertThat(request.form())
          .containsEntry(
              "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
          .doesNotContainKey("client_secret");
      assertThat(request.authorization()).isEmpty();
      return new Answer(
          200, "{\"access_token\":\"" + fixture.idp.next() + "\",\"token_type\":\"Bearer\"}");
    } catch (Exception | AssertionError wrong) {
      return new Answer(
          400,
          "{\"error\":\"invalid_client\",\"error_description\":\""
              + String.valueOf(wrong.getMessage()).replaceAll("[^A-Za-z0-9 :/-]", " ")
              + "\"}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theAssertionIsVerifiedByAnotherLibraryAndIsAnotherOneForEachAttempt(
      AssertionAlgorithm algorithm) throws Exception {
    KeyPair pair = pair(algorithm);
    AtomicInteger request = new AtomicInteger();
    fixture.idp.answers =
        asked -> {
          Answer answer = verified(asked, pair);
          // The first answer is lost, as far as the client can tell.
          return request.incrementAndGet() == 1 && answer.status() == 200
              ? new Answer(500, "")
              : answer;
        };
    RestConnection shop = shop(algorithm, pem(pair));

    assertThat(shop.get("/books", String.class)).isEqualTo("\"ok\"");
    assertThat(used).hasSize(2);
  }

  @Test
  void aKeyThatWasRotatedIsRead() throws Exception {
    KeyPair first = pair(AssertionAlgorithm.ES256);
    KeyPair second = pair(AssertionAlgorithm.ES256);
    fixture.idp.answers = asked -> verified(asked, second);
    RestConnection shop = shop(AssertionAlgorithm.ES256, pem(first));
    assertThat(failure(shop)).hasMessageContaining("invalid_client");

    pem(second);

    assertThat(shop.get("/books", String.class)).isEqualTo("\"ok\"");
  }

  private static ConnectionAuthenticationException failure(RestConnection shop) {
    return Objects.requireNonNull(
        catchThrowableOfType(
            ConnectionAuthenticationException.class, () -> shop.get("/books", String.class)));
  }

  @Test
  void aKeyThatCannotSignIsNamedAndNotShown() throws Exception {
    Path key = pem(pair(AssertionAlgorithm.ES256));
    String secret = Files.readAllLines(key).get(1);
    Set<String> shown = new HashSet<>();

    shown.add(message(shop(AssertionAlgorithm.RS256, key), "or no RSA key"));
    Files.writeString(key, Files.readString(key).replace("BEGIN PRIVATE", "BEGIN EC PRIVATE"));
    shown.add(message(shop(AssertionAlgorithm.ES256, key), "openssl pkcs8"));
    Files.delete(key);
    shown.add(message(shop(AssertionAlgorithm.ES256, key), "does not exist"));

    assertThat(shown).noneMatch(text -> text.contains(secret));
    assertThat(fixture.idp.count()).isZero();
    assertThat(List.copyOf(shown)).allMatch(text -> text.contains("client.pem"));
  }

  private static String message(RestConnection shop, String problem) {
    String text = Texts.of(failure(shop));
    assertThat(text).contains(problem);
    return text;
  }
}
