package dev.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.ReloadReport;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.ConnectionConfigurationException;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.ConnectionInterruptedException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.failure.TransientConnectionException;
import dev.connections.monitoring.HealthStatus;
import dev.connections.provider.Connections;
import dev.connections.rest.TokenEndpoint.Answer;
import dev.connections.rest.json.JsonType;
import dev.connections.testsupport.Await;
import dev.connections.testsupport.TestThreads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens from a token server that is another connection, against a strict one that can fail. */
@Timeout(90)
class OAuth2Test {

  private static final String OK = "\"ok\"";
  private static final Operation PAY = Operation.nonIdempotent("pay");

  private final AuthFixture fixture = new AuthFixture();
  private final TokenEndpoint idp = fixture.idp;
  private final ProtectedApi api = fixture.api;

  @AfterEach
  void close() {
    fixture.close();
  }

  private static <E extends Throwable> E thrown(Class<E> type, Runnable call) {
    return Objects.requireNonNull(catchThrowableOfType(type, call::run));
  }

  private static String get(RestConnection shop) {
    return shop.get("/books", String.class);
  }

  private static String pay(RestConnection shop) {
    return shop.send(
        RestRequest.post("/pay").operation(PAY).body("{}", "application/json"),
        JsonType.of(String.class));
  }

  @Test
  void aTokenIsAskedForAsConfiguredAndSentWithEveryRequestUntilItsEnd() {
    RestConnection shop =
        fixture.shop(
            """
            oauth2:
              connection: idp
              path: /token
              clientId: 'shop:1'
              clientSecret: '${env:SECRET}'
              scope: [books.read, books.write]
              audience: books
              resource: https://books.example.org/
              parameters: { tenant: 'graz & more' }
            """);

    assertThat(get(shop)).isEqualTo(OK);
    assertThat(get(shop)).isEqualTo(OK);
    fixture.time.skip(Duration.ofMinutes(61));
    assertThat(get(shop)).isEqualTo(OK);

    assertThat(api.seen())
        .extracting(seen -> seen.header("Authorization"))
        .containsExactly("Bearer token-1-s3cr3t", "Bearer token-1-s3cr3t", "Bearer token-2-s3cr3t");
    assertThat(idp.problems()).isEmpty();
    assertThat(idp.asked().get(0).form())
        .containsEntry("grant_type", "client_credentials")
        .containsEntry("scope", "books.read books.write")
        .containsEntry("audience", "books")
        .containsEntry("resource", "https://books.example.org/")
        .containsEntry("tenant", "graz & more")
        .doesNotContainKeys("client_id", "client_secret");
  }

  @Test
  void theSecretCanBeSentInTheBodyForServersThatWantItThere() {
    RestConnection shop =
        fixture.shop(AuthFixture.USUAL.replace("path:", "authentication: POST, path:"));

    assertThat(get(shop)).isEqualTo(OK);

    assertThat(idp.asked().get(0).authorization()).isEmpty();
    assertThat(idp.asked().get(0).form())
        .containsEntry("client_id", TokenEndpoint.CLIENT)
        .containsEntry("client_secret", TokenEndpoint.SECRET);
  }

  @Test
  void fiveHundredThreadsWithAnExpiredTokenMakeOneTokenRequest() throws Exception {
    RestConnection shop =
        fixture.shop(
            AuthFixture.USUAL
                + "bulkhead: { maxConcurrent: 500 }\ntimeouts: { total: 60s, attempt: 60s }\n");
    get(shop);
    fixture.time.skip(Duration.ofMinutes(61));
    CountDownLatch asked = new CountDownLatch(1);
    idp.answers =
        request -> {
          asked.countDown();
          idp.hold();
          return idp.token(request);
        };
    AtomicInteger succeeded = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<Thread> callers = new ArrayList<>();
    for (int caller = 0; caller < 500; caller++) {
      Thread thread =
          TestThreads.thread(
              "caller",
              () -> {
                try {
                  get(shop);
                  succeeded.incrementAndGet();
                } catch (RuntimeException failed) {
                  failure.set(failed);
                }
              });
      thread.start();
      callers.add(thread);
    }
    asked.await();
    Await.until("all callers wait", () -> shop.snapshot().operations().inFlight() == 500);
    idp.release();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(failure.get()).isNull();
    assertThat(succeeded).hasValue(500);
    assertThat(idp.count()).as("token requests: the first one, and one for all").isEqualTo(2);
  }

  @Test
  void aTokenIsRenewedBeforeItsEndWhileCallersGoOnWithIt() {
    RestConnection shop = fixture.shop(AuthFixture.USUAL);
    get(shop);
    fixture.time.skip(Duration.ofSeconds(3570)); // 30 s before its end
    idp.answers =
        request -> {
          idp.hold();
          return idp.token(request);
        };

    assertThat(get(shop)).as("does not wait").isEqualTo(OK);
    Await.until("renewal in flight", () -> idp.count() == 2);
    assertThat(get(shop)).isEqualTo(OK);
    assertThat(api.seen())
        .extracting(seen -> seen.header("Authorization"))
        .containsOnly("Bearer token-1-s3cr3t");
    idp.release();
    Await.until(
        "the new token is used",
        () -> {
          get(shop);
          return api.seen().get(api.seen().size() - 1).header("Authorization").contains("token-2");
        });
    assertThat(idp.count()).isEqualTo(2);
  }

  @Test
  void aTokenServesToItsEndIfItCannotBeRenewed() {
    RestConnection shop = fixture.shop(AuthFixture.USUAL);
    get(shop);
    fixture.time.skip(Duration.ofSeconds(3570));
    idp.answers = request -> new Answer(500, "");

    assertThat(get(shop)).isEqualTo(OK);
    Await.until("renewal tried", () -> idp.count() >= 2);
    assertThat(get(shop)).isEqualTo(OK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer error=\"invalid_token\""})
  void aRequestWhoseTokenIsRejectedIsSentOnceMoreWithANewOneWhateverItsMethod(String challenge) {
    api.challenge = challenge;
    RestConnection shop = fixture.shop(AuthFixture.USUAL);
    get(shop);
    fixture.revoke("token-1-s3cr3t");

    assertThat(pay(shop)).isEqualTo(OK);

    assertThat(api.seen().stream().filter(seen -> seen.method().equals("POST")))
        .extracting(seen -> seen.header("Authorization"))
        .containsExactly("Bearer token-1-s3cr3t", "Bearer token-2-s3cr3t");
    assertThat(idp.count()).isEqualTo(2);
  }

  @Test
  void aRequestThatIsRejectedWithTheNewTokenTooIsNotSentAThirdTime() {
    api.accepts = seen -> false;
    RestConnection shop = fixture.shop(AuthFixture.USUAL);

    ConnectionAuthenticationException failure =
        thrown(ConnectionAuthenticationException.class, () -> pay(shop));

    assertThat(api.seen()).hasSize(2);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
    assertThat(failure).hasMessageContaining("oauth2");
    for (int call = 0; call < 5; call++) {
      thrown(ConnectionAuthenticationException.class, () -> pay(shop));
    }
    assertThat(idp.count()).as("a new token is no better, so none is fetched").isEqualTo(2);
  }

  @Test
  void oneAttemptMeansOneRequest() {
    api.accepts = seen -> false;
    RestConnection shop = fixture.shop(AuthFixture.USUAL + "retry: { maxAttempts: 1 }\n");

    thrown(ConnectionAuthenticationException.class, () -> pay(shop));

    assertThat(api.seen()).hasSize(1);
  }

  @Test
  void aRevokedTokenFailsNoneOfTheCallsInFlight() throws Exception {
    RestConnection shop = fixture.shop(AuthFixture.USUAL + "bulkhead: { maxConcurrent: 50 }\n");
    get(shop);
    fixture.revoke("token-1-s3cr3t");
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int call = 0; call < 50; call++) {
      calls.add(shop.sendAsync(RestRequest.get("/books"), String.class));
    }

    for (CompletableFuture<String> call : calls) {
      assertThat(call.get()).isEqualTo(OK);
    }
    assertThat(idp.count()).isEqualTo(2);
  }

  @Test
  void aRejectedClientIsToldAsThatAndNotTriedAgainForAGrowingWhile() {
    fixture.environment.put("SECRET", "wrong-s3cr3t");
    RestConnection shop = fixture.shop(AuthFixture.USUAL);

    ConnectionAuthenticationException failure =
        thrown(ConnectionAuthenticationException.class, () -> get(shop));

    assertThat(failure)
        .hasMessageContaining(
            "Authentication failed: the token server 'idp' rejected the client: invalid_client"
                + " (Unknown client or secret)")
        .hasMessageContaining("GET " + api.url() + "/books");
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(failure.diagnosis().nextStep()).contains("oauth2.clientId", "clientSecret");
    assertThat(api.seen()).isEmpty();
    int asked = idp.count();
    assertThat(asked).isEqualTo(1);
    for (int call = 0; call < 20; call++) {
      assertThat(thrown(ConnectionAuthenticationException.class, () -> get(shop)))
          .hasMessageContaining("invalid_client")
          .hasMessageContaining("it is asked again in");
    }
    assertThat(idp.count()).isEqualTo(asked);
    fixture.time.skip(Duration.ofSeconds(11));
    thrown(ConnectionAuthenticationException.class, () -> get(shop));
    assertThat(idp.count()).isEqualTo(asked + 1);
    asked = idp.count();
    fixture.time.skip(Duration.ofSeconds(11));
    thrown(ConnectionAuthenticationException.class, () -> get(shop));
    assertThat(idp.count()).as("the pause is longer now").isEqualTo(asked);
  }

  @Test
  void whileEveryCallFailsBecauseTheClientIsRejectedTheHealthSaysSo() {
    RestConnection shop = fixture.shop(AuthFixture.USUAL);
    idp.secret = "another";
    shop.connect();
    assertThat(shop.checkHealth().status()).isEqualTo(HealthStatus.UP);
    thrown(ConnectionAuthenticationException.class, () -> get(shop));

    assertThat(shop.checkHealth().status()).isIn(HealthStatus.DEGRADED, HealthStatus.DOWN);
    assertThat(shop.health().problem())
        .contains("the token server 'idp' rejected the client: invalid_client");

    idp.secret = TokenEndpoint.SECRET;
    fixture.time.skip(Duration.ofSeconds(11));
    assertThat(shop.checkHealth().status())
        .as("the next call asks again: it must not be kept from it")
        .isEqualTo(HealthStatus.UP);
    assertThat(get(shop)).isEqualTo(OK);
  }

  @Test
  void aRotatedSecretIsTriedAtOnce(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "old-s3cr3t");
    RestConnection shop =
        fixture.shop(AuthFixture.USUAL.replace("${env:SECRET}", "${file:" + file + "}"));
    thrown(ConnectionAuthenticationException.class, () -> get(shop));

    Files.writeString(file, TokenEndpoint.SECRET);

    assertThat(get(shop)).isEqualTo(OK);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant,       client_credentials",
    "400, unauthorized_client, client_credentials",
    "400, invalid_scope,       oauth2.scope",
    "400, invalid_target,      oauth2.audience",
    "403, '',                  settings of oauth2",
    "404, '',                  oauth2.path",
  })
  void whatTheTokenServerWouldSayAgainIsPermanentAndSaysWhatToCorrect(
      int status, String error, String step) {
    idp.answers =
        request -> new Answer(status, error.isEmpty() ? "<html>" : "{\"error\":\"" + error + "\"}");
    RestConnection shop = fixture.shop(AuthFixture.USUAL);

    ConnectionAuthenticationException failure =
        thrown(ConnectionAuthenticationException.class, () -> get(shop));

    assertThat(failure)
        .hasMessageContaining(
            "rejected the client: " + (error.isEmpty() ? "HTTP " + status : error));
    assertThat(failure.diagnosis().nextStep()).contains(step);
    assertThat(idp.count()).isEqualTo(1);
  }

  @Test
  void aTokenServerThatFailsForAMomentFailsNoCall() {
    AtomicInteger request = new AtomicInteger();
    idp.answers = asked -> request.incrementAndGet() <= 2 ? new Answer(500, "") : idp.token(asked);
    RestConnection shop = fixture.shop(AuthFixture.USUAL + "timeouts: { total: 20s }\n");

    assertThat(pay(shop)).isEqualTo(OK);
    assertThat(api.seen()).hasSize(1);
  }

  @Test
  void aTokenServerThatIsBusyIsAskedAgainWhenItSays() {
    AtomicInteger request = new AtomicInteger();
    idp.answers =
        asked ->
            request.incrementAndGet() == 1
                ? new Answer(429, "", "Retry-After: 1")
                : idp.token(asked);
    RestConnection shop = fixture.shop(AuthFixture.USUAL + "timeouts: { total: 20s }\n");

    assertThat(get(shop)).isEqualTo(OK);
    assertThat(idp.count()).isEqualTo(2);
  }

  @Test
  void aTokenServerThatStaysBrokenIsATransientFailureOfTheCallWithNothingSent() {
    idp.answers = asked -> new Answer(503, "down for maintenance");
    RestConnection shop = fixture.shop(AuthFixture.USUAL + "timeouts: { total: 3s }\n");

    ConnectionException failure = thrown(ConnectionException.class, () -> pay(shop));

    assertThat(failure).isInstanceOf(TransientConnectionException.class);
    assertThat(failure)
        .hasMessageContaining("No access token from the token server 'idp'")
        .hasMessageContaining("503");
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(api.seen()).isEmpty();
  }

  @Test
  void aTokenServerThatIsNotThereIsATransientFailureToo() {
    idp.close();
    RestConnection shop = fixture.shop(AuthFixture.USUAL + "timeouts: { total: 3s }\n");

    assertThat(thrown(TransientConnectionException.class, () -> get(shop)))
        .hasMessageContaining("No access token from the token server 'idp'");
  }

  @Test
  void waitingForATokenEndsWithTheCallersDeadlineAndTheTokenServesTheNext() {
    idp.answers =
        request -> {
          idp.hold();
          return idp.token(request);
        };
    RestConnection shop = fixture.shop(AuthFixture.USUAL);
    shop.connect();
    long begun = System.nanoTime();

    ConnectionException failure =
        thrown(
            ConnectionException.class,
            () ->
                shop.send(RestRequest.post("/pay").operation(PAY).timeout(Duration.ofMillis(400))));

    assertThat(failure).isInstanceOf(DeadlineExceededException.class);
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(failure).hasMessageContaining("did not give an access token in time");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    assertThat(api.seen()).isEmpty();
    idp.release();
    assertThat(get(shop)).isEqualTo(OK);
    assertThat(idp.count()).as("its request went on").isEqualTo(1);
  }

  @Test
  void waitingForATokenCanBeCanceledAndInterrupted() throws Exception {
    idp.answers =
        request -> {
          idp.hold();
          return idp.token(request);
        };
    RestConnection shop =
        fixture.shop(AuthFixture.USUAL + "timeouts: { total: 30s, attempt: 30s }\n");
    shop.connect();
    CompletableFuture<String> call = shop.sendAsync(RestRequest.get("/books"), String.class);
    Await.until("token asked for", () -> idp.count() == 1);
    call.cancel(true);
    Await.until("it ended", () -> shop.snapshot().operations().inFlight() == 0);

    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread caller =
        TestThreads.thread(
            "caller",
            () -> {
              try {
                get(shop);
              } catch (RuntimeException failed) {
                failure.set(failed);
              }
            });
    caller.start();
    Await.until("it waits", () -> shop.snapshot().operations().inFlight() == 1);
    caller.interrupt();
    caller.join(Duration.ofSeconds(10).toMillis());

    assertThat(failure.get()).isInstanceOf(ConnectionInterruptedException.class);
    assertThat(idp.count()).isEqualTo(1);
    assertThat(api.seen()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3cr3t-in-a-text                                     | are no JSON object",
        "<html>s3cr3t                                         | are no JSON object",
        "[\"s3cr3t\"]                                         | are no JSON object",
        "null                                                 | are no JSON object",
        "{\"token\":\"s3cr3t\"}                               | answered without an access_token",
        "{\"access_token\":\"\"}                              | answered without an access_token",
        "{\"access_token\":17}                                | answered without an access_token",
        "{\"access_token\":\"s3cr3t\\r\\nX-Evil: 1\"}         | a line break",
        "{\"access_token\":\"s3cr3t ü\"}                      | another character",
        "{\"access_token\":\"s3cr3t\",\"token_type\":\"mac\"} | of the type 'mac'",
      })
  void anAnswerThatIsNoTokenIsToldWithoutBeingShown(String answer, String problem) {
    idp.answers = request -> new Answer(200, answer);
    RestConnection shop = fixture.shop(AuthFixture.USUAL);

    PermanentConnectionException failure =
        thrown(PermanentConnectionException.class, () -> get(shop));

    assertThat(failure)
        .hasMessageContaining("the token server 'idp'")
        .hasMessageContaining(problem);
    assertThat(Texts.of(failure)).doesNotContain("s3cr3t");
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(api.seen()).isEmpty();
  }

  @Test
  void anEndlessAnswerIsReadNoFurtherThanTheTokenServersConnectionAllows() {
    idp.answers = request -> new Answer(200, "{\"access_token\":\"" + "x".repeat(100_000) + "\"}");
    RestConnection shop =
        fixture
            .open(AuthFixture.USUAL, "http: { maxResponseBytes: 10000 }\n")
            .get("shop", RestConnection.class);

    assertThat(thrown(PermanentConnectionException.class, () -> get(shop)))
        .hasMessageContaining("more than 10000 bytes");
    RestConnection patient = fixture.shop(AuthFixture.USUAL);
    assertThat(thrown(PermanentConnectionException.class, () -> get(patient)))
        .hasMessageContaining("too long for a header");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 301",
    "'\"expires_in\":\"120\"', 121",
    "'\"expires_in\":120.0', 121",
    "'\"expires_in\":0', 301",
    "'\"expires_in\":\"soon\"', 301",
  })
  void howLongATokenServesIsReadHoweverItIsWritten(String expiresIn, int replacedAfter) {
    idp.answers =
        request ->
            new Answer(
                200,
                "{\"access_token\":\"%s\",\"token_type\":\"bearer\"%s}"
                    .formatted(idp.next(), expiresIn.isEmpty() ? "" : "," + expiresIn));
    RestConnection shop =
        fixture.shop(AuthFixture.USUAL.replace("path:", "refreshBefore: 0s, path:"));
    get(shop);
    fixture.time.skip(Duration.ofSeconds(replacedAfter - 20L));
    get(shop);
    assertThat(idp.count()).isEqualTo(1);
    fixture.time.skip(Duration.ofSeconds(20));
    get(shop);
    assertThat(idp.count()).isEqualTo(2);
  }

  @Test
  void theHeaderOfARequestReplacesTheTokenAndNoneIsAskedFor() {
    api.accepts = seen -> seen.header("Authorization").equals("Mine");
    RestConnection shop = fixture.shop(AuthFixture.USUAL);

    shop.send(RestRequest.get("/books").header("Authorization", "Mine"));

    assertThat(idp.count()).isZero();
  }

  @Test
  void theNativeClientSendsTheTokenAndAfterARejectionTheNextCallHasANewOne() throws Exception {
    RestConnection shop = fixture.shop(AuthFixture.USUAL);
    Request request = new Request.Builder().url(api.url() + "/books").build();
    try (Response response = shop.client().newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
      assertThat(response.request().header("Authorization")).isNull();
    }
    fixture.revoke("token-1-s3cr3t");
    try (Response response = shop.client().newCall(request).execute()) {
      assertThat(response.code()).as("given as it is").isEqualTo(401);
    }
    try (Response response = shop.client().newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
    }
    assertThat(api.seen()).hasSize(3);
    assertThat(idp.count()).isEqualTo(2);
  }

  @Test
  void aCallOfTheNativeClientThatWaitsForATokenCanBeCanceled() throws Exception {
    idp.answers =
        request -> {
          idp.hold();
          return idp.token(request);
        };
    RestConnection shop =
        fixture.shop(AuthFixture.USUAL + "timeouts: { attempt: 30s, total: 30s }\n");
    okhttp3.Call call =
        shop.client().newCall(new Request.Builder().url(api.url() + "/books").build());
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread caller =
        TestThreads.thread(
            "caller",
            () -> {
              try (Response response = call.execute()) {
                failure.set(new AssertionError("answered with " + response.code()));
              } catch (java.io.IOException failed) {
                failure.set(failed);
              }
            });
    caller.start();
    Await.until("token asked for", () -> idp.count() == 1);
    call.cancel();
    caller.join(Duration.ofSeconds(10).toMillis());

    assertThat(failure.get()).isInstanceOf(java.io.IOException.class);
    assertThat(shop.snapshot().operations().inFlight()).isZero();
    assertThat(api.seen()).isEmpty();
  }

  @Test
  void aConnectionOpensAndIsProbedWithoutItsTokenServer() {
    idp.close();
    RestConnection shop = fixture.shop(AuthFixture.USUAL);

    shop.connect();

    assertThat(shop.checkHealth().status().toString()).isEqualTo("UP");
  }

  @Test
  void aTokenServerThatIsNoConnectionIsRejectedAtTheStart() {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> fixture.open(AuthFixture.USUAL.replace("idp", "ipd")))
        .withMessageContaining("shop uses the connection 'ipd'")
        .withMessageContaining("did you mean 'idp'?");
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> fixture.open(AuthFixture.USUAL.replace("idp", "shop")))
        .withMessageContaining("in a circle: shop -> shop");
  }

  @Test
  void aReloadChangesWhereTokensComeFromUnlessThatIsNoConnection(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("connections.yaml");
    String yaml =
        """
        connections:
          shop:
            type: Rest
            url: %s
            %s
          idp: { type: Rest, url: "%s" }
          other: { type: Rest, url: "%s" }
        """
            .formatted(api.url(), AuthFixture.USUAL.strip(), idp.url(), idp.url());
    Files.writeString(file, yaml);
    try (ConnectionProvider provider =
        Connections.builder()
            .configuration(ConnectionsConfiguration.of(file).environment(fixture.environment))
            .types(RestConnectionTypes.source())
            .open()) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      get(shop);
      get(shop);

      Files.writeString(file, yaml.replace("connection: idp", "connection: nowhere"));
      ReloadReport report = provider.reload();
      assertThat(report.isClean()).isFalse();
      assertThat(report.toString()).contains("nowhere");
      get(shop);
      assertThat(idp.count()).isEqualTo(1);

      Files.writeString(file, yaml.replace("connection: idp", "connection: other"));
      assertThat(provider.reload().isClean()).isTrue();
      get(shop);
      assertThat(idp.count()).isEqualTo(2);
      assertThat(provider.get("other").snapshot().operations().succeeded()).isEqualTo(1);
    }
  }

  @Test
  void settingsThatDoNotFitEachOtherAreToldWhereTheyWereWritten() {
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(
            () ->
                fixture.open(
                    "oauth2: { connection: idp, clientId: a, authentication: PRIVATE_KEY_JWT }"))
        .withMessageContaining("privateKey");
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> fixture.open("oauth2: { connection: idp, clientId: a }"))
        .withMessageContaining("clientSecret");
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(
            () ->
                fixture.open(AuthFixture.USUAL.replace("path:", "parameters: { scope: x }, path:")))
        .withMessageContaining("must not hold 'scope'");
    assertThatExceptionOfType(ConnectionConfigurationException.class)
        .isThrownBy(() -> fixture.open(AuthFixture.USUAL + "bearerToken: '${env:SECRET}'\n"))
        .withMessageContaining("bearerToken and oauth2 would both set the header");
  }
}
