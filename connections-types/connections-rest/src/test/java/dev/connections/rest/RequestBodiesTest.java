package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.failure.ConnectionException;
import dev.connections.failure.Outcome;
import dev.connections.failure.OutcomeUnknownException;
import dev.connections.failure.PermanentConnectionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files, streams, forms and parts, sent to a real server. */
@Timeout(60)
class RequestBodiesTest {

  private static final MockResponse LOST =
      new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("report.csv"), text);
  }

  private static <T extends ConnectionException> T failure(Class<T> type, Runnable call) {
    return Objects.requireNonNull(catchThrowableOfType(type, call::run));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  @Test
  void aFileIsSentWithItsLengthAndMediaType() throws Exception {
    try (MockShop shop = new MockShop(request -> MockShop.ok("{}"))) {
      shop.connection().send(RestRequest.put("/reports").body(file("a,b\n1,2\n"), "text/csv"));

      assertThat(shop.body(0)).isEqualTo("a,b\n1,2\n");
      assertThat(shop.seen().get(0).getHeaders().get("Content-Length")).isEqualTo("8");
      assertThat(shop.seen().get(0).getHeaders().get("Content-Type")).isEqualTo("text/csv");
    }
  }

  @Test
  void aFileIsSentAgainWhenTheAnswerIsLost() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (MockShop shop =
        new MockShop(request -> requests.getAndIncrement() == 0 ? LOST : MockShop.ok("{}"))) {
      shop.connection().send(RestRequest.put("/reports").body(file("text"), "text/plain"));

      assertThat(shop.body(0)).isEqualTo("text");
      assertThat(shop.body(1)).isEqualTo("text");
    }
  }

  @Test
  void aMissingFileIsToldBeforeAnythingIsSent() {
    Path missing = folder.resolve("missing.csv");
    try (MockShop shop = new MockShop(request -> MockShop.ok("{}"))) {
      RestRequest request = RestRequest.put("/reports").body(missing, "text/csv");

      assertThatThrownBy(() -> shop.connection().send(request))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(missing.toString())
          .hasMessageContaining("nothing was sent");
      assertThatThrownBy(
              () -> shop.connection().send(RestRequest.put("/reports").body(folder, "text/csv")))
          .hasMessageContaining("it is not a file");
      assertThat(shop.seen()).isEmpty();
    }
  }

  @Test
  void aFileThatHasChangedByTheNextAttemptIsNotSent() throws Exception {
    Path report = file("text");
    try (MockShop shop =
        new MockShop(
            request -> {
              try {
                Files.writeString(report, "another text");
              } catch (IOException failure) {
                throw new AssertionError(failure);
              }
              return LOST;
            })) {
      PermanentConnectionException failure =
          failure(
              PermanentConnectionException.class,
              () -> shop.connection().send(RestRequest.put("/reports").body(report, "text/plain")));

      assertThat(failure)
          .hasMessageContaining(report.toString())
          .hasMessageContaining("from 4 to 12 bytes; nothing was sent");
      assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN); // the first one may have been done
      assertThat(shop.seen()).hasSize(1);
    }
  }

  @Test
  void aChangedPartIsNotSentAndNoOneBlamesTheServer() throws Exception {
    Path report = file("text");
    MultipartBody form =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("title", "Report")
            .addFormDataPart("file", "report.csv", RequestBodies.file(report, "text/csv"))
            .build();
    try (MockShop shop = new MockShop(request -> MockShop.ok("{}"))) {
      shop.connection().send(RestRequest.post("/reports").body(form));
      assertThat(shop.body(0))
          .contains("name=\"title\"")
          .contains("Report")
          .contains("filename=\"report.csv\"")
          .contains("Content-Type: text/csv")
          .contains("text");

      Files.delete(report);
      PermanentConnectionException failure =
          failure(
              PermanentConnectionException.class,
              () -> shop.connection().send(RestRequest.post("/reports").body(form)));
      assertThat(failure.outcome()).isEqualTo(Outcome.NOT_SENT);
      assertThat(failure).hasMessageContaining("no longer there");
      assertThat(shop.seen()).hasSize(1);
      assertThat(shop.connection().health().status())
          .isEqualTo(dev.connections.monitoring.HealthStatus.UP);
    }
  }

  @Test
  void aStreamThatCanBeOpenedAgainIsSentAgainAndClosed() {
    AtomicInteger requests = new AtomicInteger();
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    BodySource source =
        () -> {
          opened.incrementAndGet();
          return new ByteArrayInputStream("streamed".getBytes(UTF_8)) {
            @Override
            public void close() {
              closed.incrementAndGet();
            }
          };
        };
    try (MockShop shop =
        new MockShop(request -> requests.getAndIncrement() == 0 ? LOST : MockShop.ok("{}"))) {
      shop.connection().send(RestRequest.put("/backup").body(source, -1, "text/plain"));

      assertThat(shop.body(1)).isEqualTo("streamed");
      assertThat(shop.seen().get(1).getHeaders().get("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(opened).hasValue(2);
      assertThat(closed).hasValue(2);
    }
  }

  @Test
  void aStreamThatIsThereOnceIsNotSentAgain() {
    try (MockShop shop = new MockShop(request -> LOST)) {
      RestRequest request = RestRequest.put("/backup").body(stream("once"), 4, "text/plain");

      ConnectionException lost =
          failure(ConnectionException.class, () -> shop.connection().send(request));
      assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(lost.diagnosis().notRetried()).startsWith("its body was being sent");
      assertThat(shop.seen()).hasSize(1);

      ConnectionException second =
          failure(PermanentConnectionException.class, () -> shop.connection().send(request));
      assertThat(second.outcome()).isEqualTo(Outcome.NOT_SENT);
      assertThat(second).hasMessageContaining("was read by an earlier call");
      assertThat(shop.seen()).hasSize(1);
    }
  }

  @Test
  void aBusyServerDoesNotMakeAOneShotBodyBeSentTwice() {
    try (MockShop shop =
        new MockShop(
            request ->
                new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build())) {
      ConnectionException busy =
          failure(
              ConnectionException.class,
              () ->
                  shop.connection()
                      .send(RestRequest.put("/b").body(stream("once"), 4, "text/plain")));

      assertThat(busy.outcome()).isEqualTo(Outcome.NOT_APPLIED);
      assertThat(busy.diagnosis().notRetried()).contains("can be read only once");
      assertThat(shop.seen()).hasSize(1);
    }
  }

  @Test
  void aOneShotBodyOfWhichNothingWasReadCanStillBeSent() throws Exception {
    int port;
    try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (dev.connections.ConnectionProvider provider = ShopProvider.open(port, "")) {
      RestConnection shop = provider.get("shop", RestConnection.class);
      RestRequest request = RestRequest.post("/echo").body(stream("once"), 4, "text/plain");
      ConnectionException refused = failure(ConnectionException.class, () -> shop.send(request));
      assertThat(refused.outcome()).isEqualTo(Outcome.NOT_SENT);

      try (ApiServer api = new ApiServer(port)) {
        dev.connections.testsupport.Await.until(
            "it is sent", () -> shop.tryExchange(request, String.class).isSuccess());
        assertThat(api.seen()).containsExactly("POST /api/echo");
      }
    }
  }

  @Test
  void aStreamThatCannotBeReadIsAFailureOfThisSide() {
    BodySource broken =
        () ->
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("disk on fire");
              }
            };
    try (MockShop shop = new MockShop(request -> MockShop.ok("{}"))) {
      ConnectionException failure =
          failure(
              PermanentConnectionException.class,
              () -> shop.connection().send(RestRequest.put("/b").body(broken, 9, "text/plain")));

      assertThat(failure).hasMessageContaining("disk on fire");
      assertThat(shop.connection().snapshot().operations().retries()).isZero();
      assertThat(
              failure(
                  OutcomeUnknownException.class,
                  () ->
                      shop.connection().send(RestRequest.post("/b").body(broken, 9, "text/plain"))))
          .hasMessageContaining("disk on fire");
    }
  }

  @Test
  void aStreamThatIsShorterThanSaidIsAbortedAndSaysSo() {
    try (MockShop shop = new MockShop(request -> MockShop.ok("{}"))) {
      assertThat(
              failure(
                  PermanentConnectionException.class,
                  () ->
                      shop.connection()
                          .send(RestRequest.put("/b").body(() -> stream("four"), 9, "text/plain"))))
          .hasMessageContaining("ended after 4 of 9 bytes");
      shop.connection().send(RestRequest.put("/b").body(() -> stream("longer"), 4, "text/plain"));
      assertThat(shop.body(shop.seen().size() - 1)).isEqualTo("long");
    }
  }

  @Test
  void theFieldsOfAFormAreEscapedAndMayRepeat() {
    try (MockShop shop = new MockShop(request -> MockShop.ok("{}"))) {
      shop.connection()
          .send(
              RestRequest.post("/login")
                  .form("name", "Zoë & Söhne")
                  .form("tag", "a+b=c")
                  .form("tag", 2));

      String body = shop.body(0);
      assertThat(shop.seen().get(0).getHeaders().get("Content-Type"))
          .isEqualTo("application/x-www-form-urlencoded");
      assertThat(body).isEqualTo("name=Zo%C3%AB+%26+S%C3%B6hne&tag=a%2Bb%3Dc&tag=2");
      assertThat(URLDecoder.decode(body, UTF_8)).isEqualTo("name=Zoë & Söhne&tag=a+b=c&tag=2");
    }
  }

  @Test
  void aBodyOfOkHttpThatIsOneShotIsNotSentAgain() {
    RequestBody once =
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
            sink.writeUtf8("x");
          }
        };
    try (MockShop shop = new MockShop(request -> LOST)) {
      assertThat(
              failure(
                      ConnectionException.class,
                      () -> shop.connection().send(RestRequest.put("/b").body(once)))
                  .diagnosis()
                  .notRetried())
          .startsWith("its body was being sent");
      assertThat(shop.seen()).hasSize(1);
    }
  }

  @Test
  void whatCannotBeSentIsRejectedWhereItIsWritten() throws Exception {
    Path report = file("x");
    assertThatThrownBy(() -> RestRequest.get("/a").body(report, "text/csv"))
        .hasMessageContaining("GET /a cannot have a body");
    assertThatThrownBy(() -> RestRequest.head("/a").form("a", 1))
        .hasMessageContaining("HEAD /a cannot have a body");
    assertThatThrownBy(() -> RestRequest.post("/a").body(report))
        .hasMessageContaining("body(path, mediaType)");
    assertThatThrownBy(() -> RestRequest.post("/a").body(stream("x")))
        .hasMessageContaining("body(stream, length, mediaType)");
    assertThatThrownBy(() -> RestRequest.post("/a").body(report, "csv"))
        .hasMessageContaining("'csv' is not a media type");
    assertThatThrownBy(() -> RestRequest.post("/a").body(stream("x"), -2, "text/csv"))
        .hasMessageContaining("but is -2");
    assertThatThrownBy(() -> RestRequest.post("/a").body("x").form("field", 1))
        .hasMessageContaining("has a body already");
  }

  @Test
  void aHeadGivesStatusAndHeaders() {
    try (MockShop shop =
        new MockShop(request -> new MockResponse.Builder().addHeader("ETag", "\"1\"").build())) {
      assertThat(shop.connection().head("/reports").header("ETag")).contains("\"1\"");
    }
  }
}
