package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Secret;
import dev.connections.failure.ConnectionAuthenticationException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.rest.auth.RequestSigner;
import dev.connections.rest.auth.SignableRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests signed with HMAC-SHA256 over method, path, query, date and body, verified by a server.
 */
@Timeout(60)
class RequestSignerTest {

  private static final String KEY = "s3cr3t-hmac-key";

  /** The example of the documentation; its date is a number, so that each is another one. */
  private static final class HmacSigner implements RequestSigner {

    private final Secret key;
    private final AtomicInteger clock = new AtomicInteger();

    HmacSigner(Secret key) {
      this.key = key;
    }

    @Override
    public Map<String, String> sign(SignableRequest request) throws Exception {
      byte[] digest = request.bodyDigest(MessageDigest.getInstance("SHA-256"));
      if (digest == null) {
        throw new IllegalArgumentException("A body that can be read only once cannot be signed");
      }
      String date = "date-" + clock.incrementAndGet();
      String query = request.query();
      return Map.of(
          "X-Date",
          date,
          "X-Signature",
          signature(
              key.reveal(),
              request.method(),
              request.path() + (query == null ? "" : "?" + query),
              date,
              digest));
    }
  }

  private static String signature(
      String key, String method, String target, String date, byte[] digest) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      String text = method + "\n" + target + "\n" + date + "\n" + HexFormat.of().formatHex(digest);
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean isSigned(ProtectedApi.Seen seen) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(seen.body().getBytes(UTF_8));
      return signature(KEY, seen.method(), seen.uri(), seen.header("X-Date"), digest)
          .equals(seen.header("X-Signature"));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private final AuthFixture fixture = new AuthFixture();
  private final ProtectedApi api = fixture.api;
  private final HmacSigner signer = new HmacSigner(Secret.of("${env:HMAC}", () -> KEY));

  RequestSignerTest() {
    api.accepts = RequestSignerTest::isSigned;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private RestConnection shop() {
    return fixture.shop("").withSigner(signer);
  }

  @Test
  void whatIsSignedIsWhatIsSent() {
    RestConnection shop = shop();

    shop.send(RestRequest.get("/books/{id}").path("id", "a/b ü").query("q", "x & y=z"));
    shop.send(RestRequest.post("/books").body(Map.of("title", "Ünïcode")));
    shop.send(RestRequest.put("/books").body("text", "text/plain"));
    shop.send(RestRequest.delete("/books"));
    shop.withCodec(new dev.connections.rest.json.JacksonJsonCodec()).get("/books", String.class);

    assertThat(api.seen()).hasSize(5).allMatch(RequestSignerTest::isSigned);
    assertThat(api.seen().get(1).body()).isEqualTo("{\"title\":\"Ünïcode\"}");
  }

  @Test
  void aRequestWithoutASignerIsNotSigned() {
    RestConnection plain = fixture.shop("");
    assertThat(plain.withSigner(signer)).isNotSameAs(plain);

    assertThat(
            catchThrowableOfType(
                ConnectionAuthenticationException.class, () -> plain.get("/books", String.class)))
        .isNotNull();

    assertThat(api.seen()).isNotEmpty().allMatch(seen -> seen.header("X-Signature").isEmpty());
  }

  @Test
  void eachAttemptIsSignedAnew() {
    List<String> dates = new ArrayList<>();
    api.accepts =
        seen -> {
          assertThat(isSigned(seen)).isTrue();
          dates.add(seen.header("X-Date"));
          return dates.size() > 1;
        };

    shop().send(RestRequest.post("/books").body("{}", "application/json"));

    assertThat(dates).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aRedirectOnTheSameHostIsSignedForItsNewPlaceAndAnotherHostGetsNoSignature() {
    AuthFixture elsewhere = new AuthFixture();
    try {
      elsewhere.api.accepts = seen -> true;
      api.redirects.put("/api/old", "/api/new?moved=1");
      api.redirects.put("/api/away", elsewhere.api.url() + "/there");
      RestConnection shop = shop();

      shop.get("/old", String.class);
      assertThat(api.seen()).hasSize(2).allMatch(RequestSignerTest::isSigned);
      shop.get("/away", String.class);

      assertThat(elsewhere.api.seen()).hasSize(1);
      assertThat(elsewhere.api.seen().get(0).headers().keySet())
          .doesNotContain("x-signature", "x-date", "authorization");
    } finally {
      elsewhere.close();
    }
  }

  @Test
  void theNativeClientOfTheViewSignsToo() throws Exception {
    RestConnection shop = shop();
    Request request =
        new Request.Builder()
            .url(api.url() + "/books?x=1")
            .post(RequestBody.create("native", MediaType.get("text/plain")))
            .build();
    try (Response response = shop.client().newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
      assertThat(response.request().header("X-Signature")).as("is not shown").isNull();
    }
  }

  @Test
  void aBodyThatCanBeReadOnlyOnceHasNoDigest() throws Exception {
    RestConnection shop = shop();
    Request request =
        new Request.Builder()
            .url(api.url() + "/books")
            .post(
                new RequestBody() {
                  @Override
                  public @Nullable MediaType contentType() {
                    return null;
                  }

                  @Override
                  public boolean isOneShot() {
                    return true;
                  }

                  @Override
                  public void writeTo(BufferedSink sink) throws IOException {
                    sink.writeUtf8("once");
                  }
                })
            .build();

    IOException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                IOException.class, () -> shop.client().newCall(request).execute()));

    assertThat(failure).hasMessageContaining("read only once");
    assertThat(api.seen()).isEmpty();
  }

  @Test
  void aSignerThatFailsEndsTheCallAndNothingIsSent() {
    RestConnection shop =
        fixture
            .shop("")
            .withSigner(
                request -> {
                  throw new IllegalStateException("no key");
                });

    PermanentConnectionException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                PermanentConnectionException.class,
                () -> shop.send(RestRequest.post("/books").body("{}", "application/json"))));

    assertThat(failure)
        .hasMessageContaining("could not be signed")
        .hasMessageContaining("no key")
        .hasMessageContaining("POST " + api.url() + "/books");
    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
    assertThat(api.seen()).isEmpty();
  }

  @Test
  void aSignatureThatIsNoHeaderEndsTheCallWithoutBeingShown() {
    RestConnection shop =
        fixture.shop("").withSigner(request -> Map.of("X-Signature", "s3cr3t\r\nX-Evil: 1"));

    PermanentConnectionException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                PermanentConnectionException.class, () -> shop.get("/books", String.class)));

    assertThat(failure).hasMessageContaining("X-Signature").hasMessageContaining("line break");
    assertThat(Texts.of(failure)).doesNotContain("s3cr3t");
  }

  @Test
  void theSignerSeesTheHeadersThatAreSent() {
    List<Map<String, List<String>>> seen = new ArrayList<>();
    RestConnection shop =
        fixture
            .shop("headers: { X-Tenant: graz }")
            .withSigner(
                request -> {
                  seen.add(request.headers());
                  return signer.sign(request);
                });

    shop.send(RestRequest.post("/books").body("{}", "application/json"));

    assertThat(seen.get(0))
        .containsEntry("x-tenant", List.of("graz"))
        .containsEntry("host", List.of("127.0.0.1:" + api.port()))
        .containsEntry("content-length", List.of("2"))
        .containsEntry("content-type", List.of("application/json"));
  }
}
