package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.connections.ConnectionProvider;
import dev.connections.rest.TokenEndpoint.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of all sorts go to the host that they are for, and appear nowhere. */
@Timeout(60)
class SecretsStayHereTest {

  private final AuthFixture fixture = new AuthFixture();

  /** Another host, which takes everything. */
  private final ProtectedApi elsewhere = new ProtectedApi(seen -> true);

  @AfterEach
  void close() {
    fixture.close();
    elsewhere.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bearerToken: '${env:SECRET}'",
        "apiKey: '${env:SECRET}'",
        "basic: { username: a, password: '${env:SECRET}' }",
        AuthFixture.USUAL
      })
  void aRedirectToAnotherHostTakesNoCredentialsAlong(String settings) throws Exception {
    fixture.environment.put("SECRET", "s3cr3t");
    fixture.idp.secret = "s3cr3t";
    fixture.api.redirects.put("/api/away", elsewhere.url() + "/there");
    RestConnection shop = fixture.shop(settings);

    shop.get("/away", String.class);
    shop.send(RestRequest.put("/away").body("{}", "application/json"));
    try (Response response =
        shop.client()
            .newCall(new Request.Builder().url(fixture.api.url() + "/away").build())
            .execute()) {
      assertThat(response.code()).isEqualTo(200);
    }

    assertThat(fixture.api.seen())
        .hasSize(3)
        .allMatch(
            seen ->
                seen.headers().containsKey("authorization")
                    || seen.headers().containsKey("x-api-key"));
    assertThat(elsewhere.seen())
        .hasSize(3)
        .noneMatch(seen -> seen.headers().containsKey("authorization"))
        .noneMatch(seen -> seen.headers().containsKey("x-api-key"));
  }

  /**
   * A rejection by the host that a redirect led to says nothing of the token, which it has not
   * seen.
   */
  @Test
  void aTokenIsKeptThatAnotherHostRejects() {
    elsewhere.accepts = seen -> false;
    fixture.api.redirects.put("/api/away", elsewhere.url() + "/there");
    RestConnection shop = fixture.shop(AuthFixture.USUAL);

    assertThat(catchThrowable(() -> shop.get("/away", String.class))).isNotNull();
    shop.get("/books", String.class);

    assertThat(fixture.idp.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aTokenServerThatRedirectsTakesNoSecretElsewhere(int status) {
    fixture.idp.answers =
        request -> new Answer(status, "", "Location: " + elsewhere.url() + "/token");
    RestConnection basic = fixture.shop(AuthFixture.USUAL);
    RestConnection post =
        fixture.shop(AuthFixture.USUAL.replace("path:", "authentication: POST, path:"));

    for (RestConnection shop : List.of(basic, post)) {
      Throwable failure = catchThrowable(() -> shop.get("/books", String.class));
      assertThat(failure).hasMessageContaining("the token server 'idp'");
    }

    assertThat(elsewhere.seen())
        .allMatch(seen -> seen.body().isEmpty())
        .noneMatch(seen -> seen.headers().containsKey("authorization"));
    assertThat(fixture.api.seen()).isEmpty();
  }

  @Test
  void noSecretIsInAnythingThatIsShown() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    System.setErr(new PrintStream(printed, true, UTF_8));
    StringBuilder shown = new StringBuilder();
    try {
      // The API repeats what it was sent, and the token server does, too.
      fixture.api.accepts = seen -> false;
      fixture.api.rejection =
          seen ->
              "{\"title\":\"not "
                  + seen.header("Authorization").substring(7)
                  + "\",\"status\":401}";
      ConnectionProvider provider = fixture.open(AuthFixture.USUAL);
      RestConnection shop = provider.get("shop", RestConnection.class);
      shown.append(
          Texts.of(Objects.requireNonNull(catchThrowable(() -> shop.get("/x", String.class)))));
      fixture.idp.answers =
          request ->
              new Answer(
                  401,
                  "{\"error\":\"invalid_client\",\"error_description\":\"not "
                      + TokenEndpoint.SECRET
                      + " of "
                      + request.authorization().substring(6)
                      + "\"}");
      fixture.time.skip(java.time.Duration.ofHours(2));
      shown.append(
          Texts.of(Objects.requireNonNull(catchThrowable(() -> shop.get("/x", String.class)))));
      RestConnection idp = provider.get("idp", RestConnection.class);
      shown
          .append(shop)
          .append(shop.snapshot())
          .append(shop.checkHealth())
          .append(idp.snapshot())
          .append(idp.checkHealth())
          .append(provider.snapshot())
          .append(provider.configuration(RestConnectionTypes.REST, "shop"));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    String all = shown + printed.toString(UTF_8);

    assertThat(fixture.idp.count()).isGreaterThan(1);
    assertThat(all)
        .contains("answered with 401 Unauthorized: not ***", "invalid_client (not *** of ***)")
        .doesNotContain(
            TokenEndpoint.SECRET,
            "s3cr3t",
            fixture.idp.asked().get(0).authorization().substring("Basic ".length()),
            Base64.getEncoder().encodeToString(TokenEndpoint.SECRET.getBytes(UTF_8)));
  }
}
