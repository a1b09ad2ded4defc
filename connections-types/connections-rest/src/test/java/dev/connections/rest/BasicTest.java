package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user and a password with every request (RFC 7617). */
@Timeout(60)
class BasicTest {

  @TempDir Path folder;

  private final AuthFixture fixture = new AuthFixture();
  private volatile String password = "pä:ss s3cr3t";

  BasicTest() {
    fixture.api.accepts = seen -> seen.header("Authorization").equals(header());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private String header() {
    return "Basic " + Base64.getEncoder().encodeToString(("jörg:" + password).getBytes(UTF_8));
  }

  private RestConnection shop() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), password);
    return fixture.shop("basic: { username: jörg, password: '${file:" + file + "}' }");
  }

  @Test
  void userAndPasswordAreSentInUtf8AndARotatedOneIsPickedUp() throws Exception {
    RestConnection shop = shop();
    assertThat(shop.get("/books", String.class)).isEqualTo("\"ok\"");

    password = "another one";
    Files.writeString(folder.resolve("password"), password);

    assertThat(shop.get("/books", String.class)).isEqualTo("\"ok\"");
    assertThat(fixture.api.seen()).hasSize(2);
  }

  @Test
  void whatTheServerRepeatsOfThemIsNotShown() throws Exception {
    RestConnection shop = shop();
    fixture.api.accepts = seen -> false;
    fixture.api.rejection =
        seen ->
            "{\"title\":\"not " + seen.header("Authorization").substring(6) + "\",\"status\":401}";

    ConnectionAuthenticationException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                ConnectionAuthenticationException.class, () -> shop.get("/books", String.class)));

    assertThat(failure).hasMessageContaining("not ***");
    assertThat(Texts.of(failure)).doesNotContain("s3cr3t", header().substring(6));
  }

  @Test
  void aPasswordWithALineBreakIsNamedAndNotSent() throws Exception {
    password = "s3cr3t\rX";
    RestConnection shop = shop();

    ConnectionAuthenticationException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                ConnectionAuthenticationException.class, () -> shop.get("/books", String.class)));

    assertThat(failure).hasMessageContaining("line break");
    assertThat(Texts.of(failure)).doesNotContain("s3cr3t");
    assertThat(fixture.api.seen()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bearerToken: '${env:SECRET}'",
        "oauth2: { connection: idp, clientId: a, clientSecret: '${env:SECRET}' }",
        "apiKey: '${env:SECRET}'\napiKeyHeader: Authorization"
      })
  void itIsRejectedTogetherWithWhatSetsTheSameHeader(String other) {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(
            () -> fixture.open("basic: { username: a, password: '${env:SECRET}' }\n" + other))
        .withMessageContaining("would both set the header 'Authorization'");
  }

  @Test
  void aUserWithAColonIsRejected() {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> fixture.open("basic: { username: 'a:b', password: '${env:SECRET}' }"))
        .withMessageContaining("must not hold a colon");
  }
}
