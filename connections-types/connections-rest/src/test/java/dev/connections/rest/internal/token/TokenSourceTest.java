package dev.connections.rest.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.rest.internal.failure.NoTokenException;
import dev.connections.spi.FailureClassification.Kind;
import dev.connections.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a token is asked for, by a clock that stands still. */
@Timeout(20)
class TokenSourceTest {

  /** Gives tokens by number, or fails. */
  private final class Numbered implements TokenServer {
    int asked;
    Object credentials = "first";
    @Nullable Kind failure;
    Duration life = Duration.ofHours(1);

    @Override
    public TokenAnswer ask() throws NoTokenException {
      asked++;
      if (failure != null) {
        throw new NoTokenException(NoTokenException.because(failure).because("no"), null);
      }
      return new TokenAnswer("t" + asked, life);
    }

    @Override
    public Object credentials() {
      return credentials;
    }
  }

  private final VirtualTime time = new VirtualTime();
  private final Numbered server = new Numbered();

  /** What the background is to do; done by the test where it says so. */
  private final Deque<Runnable> background = new ArrayDeque<>();

  private boolean atOnce = true;
  private final TokenSource source = source(Duration.ofSeconds(60), 0);

  private TokenSource source(Duration refreshBefore, int seed) {
    return new TokenSource(
        server,
        refreshBefore,
        task -> {
          if (atOnce) {
            task.run();
          } else {
            background.add(task);
          }
        },
        time,
        new SplittableRandom(seed));
  }

  private String token() throws NoTokenException {
    return token(source);
  }

  private static String token(TokenSource from) throws NoTokenException {
    return from.await(Deadline.after(Duration.ofSeconds(5), TimeSource.system()), ending -> {})
        .value();
  }

  private NoTokenException failure() {
    return Objects.requireNonNull(catchThrowableOfType(NoTokenException.class, this::token));
  }

  @Test
  void aTokenServesToItsLastNanosecondAndNoLonger() throws Exception {
    TokenSource late = source(Duration.ZERO, 1);
    assertThat(token(late)).isEqualTo("t1");
    time.advance(Duration.ofHours(1).minusNanos(1));
    assertThat(token(late)).isEqualTo("t1");
    assertThat(late.current()).isNotNull();
    time.advance(Duration.ofNanos(1));
    assertThat(late.current()).isNull();
    assertThat(token(late)).isEqualTo("t2");
  }

  @Test
  void theLifeOfATokenCountsFromTheRequestForIt() throws Exception {
    atOnce = false;
    TokenSource late = source(Duration.ZERO, 1);
    Thread asking = new Thread(() -> background.remove().run());
    Thread caller =
        new Thread(
            () -> {
              try {
                token(late);
              } catch (NoTokenException failed) {
                throw new AssertionError(failed);
              }
            });
    caller.start();
    while (background.isEmpty()) {
      Thread.onSpinWait();
    }
    asking.start();
    asking.join();
    caller.join();
    time.advance(Duration.ofHours(1));
    assertThat(late.current()).isNull();
  }

  /** Of a life of an hour between 75 and 60 seconds before its end, of shorter ones at the half. */
  @ParameterizedTest
  @CsvSource({"3600, 3524, 3541", "120, 44, 61", "40, 14, 21"})
  void aTokenIsRenewedAWhileBeforeItsEndAtAMomentThatDiffersFromInstanceToInstance(
      int life, int notYet, int surely) throws Exception {
    server.life = Duration.ofSeconds(life);
    List<Long> moments = new ArrayList<>();
    for (int instance = 0; instance < 20; instance++) {
      TokenSource one = source(Duration.ofSeconds(60), instance);
      token(one);
      int before = server.asked;
      long waited = 0;
      while (server.asked == before) {
        time.advance(Duration.ofMillis(100));
        waited += 100;
        token(one);
      }
      moments.add(waited);
    }
    assertThat(moments).allMatch(moment -> moment > notYet * 1000L && moment <= surely * 1000L);
    assertThat(moments.stream().distinct().count()).as("spread").isGreaterThan(5);
  }

  @Test
  void whileARenewalIsInFlightThereIsNoOtherAndCallersGoOn() throws Exception {
    token();
    time.advance(Duration.ofSeconds(3550));
    atOnce = false;
    for (int call = 0; call < 10; call++) {
      assertThat(token()).isEqualTo("t1");
    }
    assertThat(background).hasSize(1);
    background.remove().run();
    assertThat(token()).isEqualTo("t2");
    assertThat(background).isEmpty();
  }

  @Test
  void aRenewalThatFailedIsTriedAgainAfterTenSeconds() throws Exception {
    token();
    time.advance(Duration.ofSeconds(3550));
    server.failure = Kind.TRANSIENT;
    for (int call = 0; call < 10; call++) {
      assertThat(token()).isEqualTo("t1");
    }
    assertThat(server.asked).isEqualTo(2);
    time.advance(Duration.ofSeconds(10));
    assertThat(token()).isEqualTo("t1");
    assertThat(server.asked).isEqualTo(3);
  }

  @Test
  void afterRefusalsThePauseDoublesUpToTenMinutesAndEndsWithASuccess() throws Exception {
    server.failure = Kind.AUTHENTICATION;
    List<Long> pauses = new ArrayList<>();
    assertThat(failure().isRefusal()).isTrue();
    for (int refusal = 0; refusal < 9; refusal++) {
      int before = server.asked;
      long waited = 0;
      while (server.asked == before) {
        time.advance(Duration.ofSeconds(1));
        waited++;
        failure();
      }
      pauses.add(waited);
    }
    assertThat(pauses).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 640L, 640L);
    time.advance(Duration.ofSeconds(640));
    server.failure = null;
    token();
    time.advance(Duration.ofHours(2));
    server.failure = Kind.AUTHENTICATION;
    failure();
    time.advance(Duration.ofSeconds(10));
    int before = server.asked;
    failure();
    assertThat(server.asked).as("begins with ten seconds again").isEqualTo(before + 1);
  }

  @Test
  void otherCredentialsEndThePause() {
    server.failure = Kind.AUTHENTICATION;
    failure();
    failure();
    assertThat(server.asked).isEqualTo(1);
    server.credentials = "second";
    failure();
    assertThat(server.asked).isEqualTo(2);
    failure();
    assertThat(server.asked).isEqualTo(2);
  }

  @Test
  void transientFailuresHaveNoPause() {
    server.failure = Kind.TRANSIENT;
    failure();
    failure();
    assertThat(server.asked).isEqualTo(2);
  }

  @Test
  void aRejectedTokenIsGivenUpOnceInThirtySeconds() throws Exception {
    token();
    Token first = Objects.requireNonNull(source.current());
    assertThat(source.rejected(first)).isTrue();
    assertThat(source.rejected(first)).as("of another caller, who gets the new one").isTrue();
    assertThat(token()).isEqualTo("t2");
    assertThat(source.rejected(first)).as("of a late one").isTrue();
    Token second = Objects.requireNonNull(source.current());
    assertThat(source.rejected(second)).as("the new one is no better").isFalse();
    assertThat(token()).isEqualTo("t2");
    time.advance(Duration.ofSeconds(30));
    assertThat(source.rejected(second)).isTrue();
    assertThat(token()).isEqualTo("t3");
  }

  @Test
  void aTokenDoesNotShowItself() throws Exception {
    token();
    assertThat(Objects.requireNonNull(source.current()).toString()).doesNotContain("t1");
    assertThat(new TokenAnswer("t1", Duration.ofHours(1)).toString()).doesNotContain("t1");
  }

  @Test
  void anErrorInTheBackgroundIsAFailureAndNotTheEndOfAllRequests() throws Exception {
    TokenSource broken =
        new TokenSource(
            new TokenServer() {
              int asked;

              @Override
              public TokenAnswer ask() {
                asked++;
                if (asked == 1) {
                  throw new IllegalStateException("bug");
                }
                return new TokenAnswer("t", Duration.ofHours(1));
              }

              @Override
              public Object credentials() {
                return "c";
              }
            },
            Duration.ZERO,
            Runnable::run,
            time,
            new SplittableRandom(1));
    assertThat(catchThrowableOfType(NoTokenException.class, () -> token(broken)))
        .hasRootCauseMessage("bug");
    assertThat(token(broken)).isEqualTo("t");
  }
}
