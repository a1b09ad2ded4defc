package dev.connections.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.ConnectionProvider;
import dev.connections.failure.ConnectionException;
import dev.connections.failure.DeadlineExceededException;
import dev.connections.failure.Outcome;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.monitoring.HealthStatus;
import dev.connections.testing.FaultProxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are read while they come in, and that become files. */
@Timeout(60)
class LargeAnswersTest {

  private static final String TEXT = "0123456789".repeat(10_000);
  private static final RestRequest GET = RestRequest.get("/dump");

  @TempDir private Path folder;

  private static MockResponse.Builder text() {
    return new MockResponse.Builder().body(TEXT);
  }

  /** Half of it, then the connection is gone. */
  private static MockResponse.Builder half() {
    return text().onResponseBody(new SocketEffect.CloseSocket());
  }

  private static <T extends ConnectionException> T failure(Class<T> type, Runnable call) {
    return Objects.requireNonNull(catchThrowableOfType(type, call::run));
  }

  private static String read(StreamedResponse response) throws IOException {
    return new String(response.body().readAllBytes(), UTF_8);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static @Nullable String header(MockShop shop, int request, String name) {
    return shop.seen().get(request).getHeaders().get(name);
  }

  @Test
  void anAnswerThatIsLongerThanOthersMayBeIsReadWhileItComesIn() {
    try (MockShop shop =
        new MockShop(request -> text().build(), "http: { maxResponseBytes: 10 }")) {
      RestConnection connection = shop.connection();
      String read =
          connection.stream(
              GET,
              response -> {
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.length()).isEqualTo(TEXT.length());
                assertThat(response.header("content-length")).contains("100000");
                assertThat(connection.snapshot().operations().inFlight()).isEqualTo(1);
                return read(response);
              });

      assertThat(read).isEqualTo(TEXT);
      assertThat(connection.snapshot().operations().inFlight()).isZero();
    }
  }

  @Test
  void theReaderNeedNotReadAllAndCannotReadLater() {
    AtomicReference<InputStream> kept = new AtomicReference<>();
    try (MockShop shop = new MockShop(request -> text().build())) {
      int first =
          shop.connection().stream(
              GET,
              response -> {
                kept.set(response.body());
                return response.body().read();
              });
      assertThat(first).isEqualTo('0');
      assertThatThrownBy(() -> Objects.requireNonNull(kept.get()).readAllBytes())
          .isInstanceOf(IOException.class);
      assertThat(shop.connection().<String>stream(GET, LargeAnswersTest::read)).isEqualTo(TEXT);
    }
  }

  @Test
  void theRequestIsRetriedUntilTheReaderIsCalledAndNotAfterwards() {
    AtomicInteger requests = new AtomicInteger();
    AtomicInteger readers = new AtomicInteger();
    try (MockShop shop =
        new MockShop(
            request -> requests.getAndIncrement() == 0 ? MockShop.status(503) : half().build())) {
      ConnectionException broken =
          failure(
              ConnectionException.class,
              () ->
                  shop.connection().stream(
                      GET,
                      response -> {
                        readers.incrementAndGet();
                        try {
                          return read(response);
                        } catch (IOException lost) {
                          throw new IllegalStateException("cannot go on", lost);
                        }
                      }));

      assertThat(broken).hasMessageContaining("the body was lost on the way");
      assertThat(broken.diagnosis().notRetried())
          .startsWith("the code that reads its answer had begun");
      assertThat(broken.outcome()).isEqualTo(Outcome.APPLIED);
      assertThat(readers).hasValue(1);
      assertThat(shop.seen()).hasSize(2);
    }
  }

  @Test
  void whatTheReaderThrowsReachesTheCallerAndBlamesNoServer() {
    try (MockShop shop = new MockShop(request -> text().build())) {
      assertThatThrownBy(
              () ->
                  shop.connection().stream(
                      GET,
                      response -> {
                        throw new IOException("disk full");
                      }))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("disk full");
      assertThatThrownBy(
              () ->
                  shop.connection().stream(
                      GET,
                      response -> {
                        throw new IllegalStateException("mine");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("mine");
      assertThat(shop.connection().health().status()).isEqualTo(HealthStatus.UP);
      assertThat(shop.seen()).hasSize(2);
    }
  }

  @Test
  void theDeadlineEndsAReaderThatWaitsForTheServer() {
    try (MockShop shop =
        new MockShop(request -> text().onResponseBody(SocketEffect.Stall.INSTANCE).build())) {
      long begun = System.nanoTime();
      failure(
          DeadlineExceededException.class,
          () ->
              shop.connection().stream(
                  GET.timeout(Duration.ofMillis(700)), LargeAnswersTest::read));

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(shop.connection().snapshot().operations().inFlight()).isZero();
    }
  }

  @Test
  void anErrorIsAnExceptionAndNoReaderIsCalled() {
    try (MockShop shop = new MockShop(request -> MockShop.status(404))) {
      PermanentConnectionException missing =
          failure(
              PermanentConnectionException.class,
              () -> shop.connection().stream(GET, LargeAnswersTest::read));
      assertThat(missing.detail(HttpAnswer.class).orElseThrow().status()).isEqualTo(404);
    }
  }

  @Test
  void aFileIsCompleteOrNotThere() throws Exception {
    Path target = folder.resolve("dump.csv");
    List<Long> progress = new ArrayList<>();
    AtomicLong total = new AtomicLong();
    try (MockShop shop =
        new MockShop(
            request -> text().addHeader("ETag", "\"1\"").build(),
            "http: { maxResponseBytes: 10 }")) {
      RestResponse<Path> response =
          shop.connection()
              .download(
                  GET,
                  target,
                  (bytes, all) -> {
                    assertThat(target).doesNotExist();
                    progress.add(bytes);
                    total.set(all);
                  });

      assertThat(response.body()).isEqualTo(target);
      assertThat(response.header("ETag")).contains("\"1\"");
      assertThat(target).hasContent(TEXT);
      assertThat(files()).containsExactly("dump.csv");
      assertThat(progress).isSorted().endsWith((long) TEXT.length());
      assertThat(total).hasValue(TEXT.length());
      assertThat(header(shop, 0, "Accept-Encoding")).isEqualTo("identity");
    }
  }

  @Test
  void theRestOfABrokenAnswerIsAskedForIfItIsTheRestOfTheSame() throws Exception {
    Path target = folder.resolve("dump.csv");
    try (MockShop shop =
        new MockShop(
            request -> {
              String range = request.getHeaders().get("Range");
              if (range == null) {
                return half().addHeader("ETag", "\"1\"").build();
              }
              int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
              return new MockResponse.Builder()
                  .code(206)
                  .addHeader("ETag", "\"1\"")
                  .addHeader("Content-Range", "bytes " + from + "-99999/100000")
                  .body(TEXT.substring(from))
                  .build();
            })) {
      List<Long> progress = new ArrayList<>();
      AtomicLong total = new AtomicLong();
      shop.connection()
          .download(
              GET,
              target,
              (bytes, all) -> {
                progress.add(bytes);
                total.set(all);
              });

      assertThat(target).hasContent(TEXT);
      assertThat(files()).containsExactly("dump.csv");
      assertThat(shop.seen()).hasSize(2);
      assertThat(header(shop, 1, "If-Range")).isEqualTo("\"1\"");
      assertThat(progress).isSorted();
      assertThat(total).hasValue(TEXT.length());
    }
  }

  private void brokenOnce(MockResponse.Builder first, String... headers) throws Exception {
    Path target = folder.resolve("dump.csv");
    AtomicInteger requests = new AtomicInteger();
    for (int i = 0; i < headers.length; i += 2) {
      first.addHeader(headers[i], headers[i + 1]);
    }
    try (MockShop shop =
        new MockShop(request -> requests.getAndIncrement() == 0 ? first.build() : text().build())) {
      shop.connection().download(GET, target);

      assertThat(target).hasContent(TEXT);
      assertThat(shop.seen()).hasSize(2);
      seenLast = shop.seen().get(1);
    }
  }

  private @Nullable RecordedRequest seenLast;

  private @Nullable String last(String name) {
    return Objects.requireNonNull(seenLast).getHeaders().get(name);
  }

  @Test
  void withoutAStrongValidatorItIsAskedForAgainAsAWhole() throws Exception {
    brokenOnce(half());
    assertThat(last("Range")).isNull();
    brokenOnce(half(), "ETag", "W/\"1\"");
    assertThat(last("Range")).isNull();
    String now = "Mon, 30 Nov 2026 20:00:00 GMT";
    brokenOnce(half(), "Last-Modified", now, "Date", now);
    assertThat(last("Range")).isNull();
  }

  @Test
  void anotherVersionReplacesWhatHasComeIn() throws Exception {
    brokenOnce(half(), "ETag", "\"old\"");
    assertThat(last("If-Range")).isEqualTo("\"old\"");
    brokenOnce(
        half(),
        "Last-Modified",
        "Mon, 30 Nov 2026 19:00:00 GMT",
        "Date",
        "Mon, 30 Nov 2026 20:00:00 GMT");
    assertThat(last("If-Range")).isEqualTo("Mon, 30 Nov 2026 19:00:00 GMT");
  }

  @Test
  void aPartThatDoesNotFitIsNotAppended() throws Exception {
    for (MockResponse.Builder wrong :
        List.of(
            new MockResponse.Builder()
                .code(206)
                .addHeader("Content-Range", "bytes 7-99999/100000")
                .body(TEXT.substring(7)),
            new MockResponse.Builder().code(416).addHeader("Content-Range", "bytes */3"),
            new MockResponse.Builder().code(206).body(TEXT))) {
      Path target = folder.resolve("dump.csv");
      AtomicInteger requests = new AtomicInteger();
      try (MockShop shop =
          new MockShop(
              request ->
                  switch (requests.getAndIncrement()) {
                    case 0 -> half().addHeader("ETag", "\"1\"").build();
                    case 1 -> wrong.build();
                    default -> text().build();
                  })) {
        shop.connection().download(GET, target);

        assertThat(target).hasContent(TEXT);
        assertThat(shop.seen()).hasSize(3);
        assertThat(header(shop, 2, "Range")).isNull();
      }
      Files.delete(target);
    }
  }

  @Test
  void aPartThatNoOneAskedForIsNoFile() throws Exception {
    try (MockShop shop =
        new MockShop(
            request ->
                new MockResponse.Builder()
                    .code(206)
                    .addHeader("Content-Range", "bytes 0-2/10")
                    .body("012")
                    .build())) {
      assertThat(
              failure(
                  PermanentConnectionException.class,
                  () -> shop.connection().download(GET, folder.resolve("dump.csv"))))
          .hasMessageContaining("206");
      assertThat(files()).isEmpty();

      shop.connection().download(GET.header("Range", "bytes=0-2"), folder.resolve("part"));
      assertThat(folder.resolve("part")).hasContent("012");
    }
  }

  @Test
  void aFailureLeavesNothingBehindAndTheOldFileAsItIs() throws Exception {
    Path target = Files.writeString(folder.resolve("dump.csv"), "old");
    try (MockShop shop = new MockShop(request -> half().build())) {
      ConnectionException broken =
          failure(ConnectionException.class, () -> shop.connection().download(GET, target));

      assertThat(broken).hasMessageContaining("the body was lost on the way");
      assertThat(shop.seen()).hasSize(3);
      RestRequest post = RestRequest.post("/dump");
      assertThat(
              failure(ConnectionException.class, () -> shop.connection().download(post, target))
                  .outcome())
          .isEqualTo(Outcome.APPLIED);
      assertThat(shop.seen()).hasSize(4);
      assertThatThrownBy(
              () ->
                  shop.connection()
                      .download(
                          GET,
                          target,
                          (bytes, total) -> {
                            throw new IllegalStateException("enough");
                          }))
          .hasMessage("enough");
      assertThat(target).hasContent("old");
      assertThat(files()).containsExactly("dump.csv");
    }
  }

  @Test
  void notModifiedLeavesTheFileAsItIs() throws Exception {
    Path target = Files.writeString(folder.resolve("dump.csv"), "old");
    try (MockShop shop = new MockShop(request -> MockShop.status(304))) {
      RestResponse<Path> same =
          shop.connection().download(GET.header("If-None-Match", "\"1\""), target);

      assertThat(same.status()).isEqualTo(304);
      assertThat(same.body()).isNull();
      assertThat(target).hasContent("old");
      assertThat(files()).containsExactly("dump.csv");
    }
  }

  @Test
  void aTargetThatCannotBeWrittenIsToldBeforeAnythingIsSent() {
    try (MockShop shop = new MockShop(request -> text().build())) {
      assertThatThrownBy(
              () -> shop.connection().download(GET, folder.resolve("missing").resolve("dump.csv")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("missing")
          .hasMessageContaining("nothing was sent");
      assertThatThrownBy(() -> shop.connection().download(GET, folder))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is a directory");
      assertThat(shop.seen()).isEmpty();
    }
  }

  @Test
  void aConnectionThatIsCutInTheMiddleCostsOneAttempt() throws Exception {
    Path target = folder.resolve("dump.csv");
    try (MockShop shop = new MockShop(request -> text().build());
        FaultProxy way = FaultProxy.to("127.0.0.1", shop.port());
        ConnectionProvider provider = ShopProvider.open(way.port())) {
      RestConnection connection = provider.get("shop", RestConnection.class);
      connection.connect();
      way.cutAfter(50_000);
      connection.download(GET, target);

      assertThat(target).hasContent(TEXT);
      assertThat(connection.snapshot().operations().retries()).isEqualTo(1);
    }
  }
}
