package dev.connections.rest.internal.token;

import dev.connections.Deadline;
import dev.connections.TimeSource;
import dev.connections.rest.internal.failure.NoTokenException;
import dev.connections.spi.FailureClassification.Kind;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a connection. However many callers need another one, one request asks for it;
 * all wait for that, each no longer than its own deadline. It is made by a thread of its own, so
 * that it ends neither with the deadline of the caller that happened to be the first, nor with its
 * cancellation. A token is replaced a while before its end, while callers go on with it.
 * Thread-safe.
 */
public final class TokenSource {

  /** So often a token is given up because the API rejects it: a new one may be no better. */
  private static final Duration BETWEEN_REJECTIONS = Duration.ofSeconds(30);

  /** After an early renewal that failed, so long there is no other one. */
  private static final Duration BETWEEN_EARLY = Duration.ofSeconds(10);

  private static final long SOONER_NANOS = Duration.ofMillis(100).toNanos();

  private final TokenServer server;
  private final Duration refreshBefore;
  private final Executor threads;
  private final TimeSource time;
  private final RandomGenerator random;
  private final ReentrantLock changing = new ReentrantLock();

  private volatile @Nullable Token current;
  private volatile @Nullable Refusal refusal;
  private @Nullable CompletableFuture<Token> request;
  private long rejectedNanos;
  private volatile long earlyFailedNanos;

  /**
   * Asks for nothing yet.
   *
   * @param refreshBefore how long before its end a token is replaced
   * @param threads run token requests, one at a time
   * @param random spreads renewals, so that not all instances of a service ask at once
   */
  public TokenSource(
      TokenServer server,
      Duration refreshBefore,
      Executor threads,
      TimeSource time,
      RandomGenerator random) {
    this.server = server;
    this.refreshBefore = refreshBefore;
    this.threads = threads;
    this.time = time;
    this.random = random;
    long now = time.nanoTime();
    this.rejectedNanos = now - BETWEEN_REJECTIONS.toNanos();
    this.earlyFailedNanos = now - BETWEEN_EARLY.toNanos();
  }

  /** The token, if there is one that serves; asks for none. */
  public @Nullable Token current() {
    Token token = current;
    return token == null || token.isExpiredAt(time.nanoTime()) ? null : token;
  }

  /** Why every call fails now; null if there is a token, or if the next call asks for one. */
  public @Nullable String problem() {
    Refusal refused = refusal;
    return refused != null && current() == null && isPaused(refused, time.nanoTime())
        ? refused.failure().meaning().problem()
        : null;
  }

  /**
   * A token that serves; waits if there is none yet.
   *
   * @param deadline how long to wait at most
   * @param canceling is given what ends the waiting
   * @throws NoTokenException if there is none in time
   */
  public Token await(Deadline deadline, Consumer<Runnable> canceling) throws NoTokenException {
    long now = time.nanoTime();
    Token token = current;
    if (token == null || token.isExpiredAt(now)) {
      return await(requested(now), deadline, canceling);
    }
    if (token.isDueAt(now)) {
      renewEarly(now);
    }
    return token;
  }

  private static Token await(
      CompletableFuture<Token> shared, Deadline deadline, Consumer<Runnable> canceling)
      throws NoTokenException {
    CompletableFuture<Token> waiting = shared.copy(); // canceling it must not end it for others
    canceling.accept(() -> waiting.cancel(false));
    long left = deadline.remainingNanos();
    try {
      // A little sooner than others give up on this caller, so that it learns what it waited for.
      return waiting.get(left - Math.min(left / 20, SOONER_NANOS), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof NoTokenException without
          ? without.again()
          : new NoTokenException(
              NoTokenException.because(Kind.PERMANENT)
                  .because("The token request failed: " + failed.getCause()),
              failed);
    } catch (TimeoutException late) {
      throw new NoTokenException(
          NoTokenException.because(Kind.TIMEOUT)
              .nextStep("See the health of the token server's connection, and its timeouts")
              .because("The token server did not give an access token in time"),
          late);
    } catch (CancellationException canceled) {
      throw new NoTokenException(
          NoTokenException.because(Kind.TIMEOUT)
              .because("The call was canceled while it waited for an access token"),
          canceled);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NoTokenException(
          NoTokenException.because(Kind.INTERRUPTED)
              .because("The thread was interrupted while it waited for an access token"),
          interrupted);
    }
  }

  /** The request in flight, or a new one. */
  private CompletableFuture<Token> requested(long now) throws NoTokenException {
    Refusal refused = refusal;
    if (refused != null && isPaused(refused, now)) {
      throw refused.told(now);
    }
    CompletableFuture<Token> made;
    changing.lock();
    try {
      Token token = current; // another caller may have got one meanwhile
      if (token != null && !token.isExpiredAt(now)) {
        return CompletableFuture.completedFuture(token);
      }
      if (request != null) {
        return request;
      }
      made = new CompletableFuture<>();
      request = made;
    } finally {
      changing.unlock();
    }
    start(made);
    return made;
  }

  /** Whether the server refused what it would be asked with now, a short while ago. */
  private boolean isPaused(Refusal refused, long now) {
    return refused.remainingNanos(now) > 0 && refused.credentials().equals(server.credentials());
  }

  private void renewEarly(long now) {
    Refusal refused = refusal;
    if (now - earlyFailedNanos < BETWEEN_EARLY.toNanos()
        || (refused != null && isPaused(refused, now))) {
      return;
    }
    CompletableFuture<Token> made = new CompletableFuture<>();
    changing.lock();
    try {
      Token token = current;
      if (request != null || token == null || !token.isDueAt(now)) {
        return;
      }
      request = made;
    } finally {
      changing.unlock();
    }
    start(made);
  }

  private void start(CompletableFuture<Token> made) {
    try {
      threads.execute(() -> ask(made));
    } catch (RuntimeException rejected) {
      fail(made, Unread.CREDENTIALS, unexpected(rejected));
    }
  }

  private void ask(CompletableFuture<Token> made) {
    Object credentials = Unread.CREDENTIALS;
    try {
      credentials = server.credentials();
      long asked = time.nanoTime();
      Token token = token(server.ask(), asked);
      changing.lock();
      try {
        current = token;
        refusal = null;
        request = null;
      } finally {
        changing.unlock();
      }
      made.complete(token);
    } catch (NoTokenException without) {
      fail(made, credentials, without);
    } catch (RuntimeException | Error unexpected) {
      fail(made, credentials, unexpected(unexpected));
    }
  }

  /** Stands for credentials that could not be read: they are never those that were refused. */
  private enum Unread {
    CREDENTIALS
  }

  private static NoTokenException unexpected(Throwable failure) {
    return new NoTokenException(
        NoTokenException.because(Kind.PERMANENT)
            .because("The token request failed: " + failure.getClass().getName()),
        failure);
  }

  private Token token(TokenAnswer answer, long asked) {
    long life = answer.life().toNanos();
    long early = Math.min(refreshBefore.toNanos(), life / 2);
    return new Token(
        answer.value(), asked, life, life - early - (long) (early * random.nextDouble() / 4));
  }

  private void fail(CompletableFuture<Token> made, Object credentials, NoTokenException failure) {
    long now = time.nanoTime();
    changing.lock();
    try {
      request = null;
      earlyFailedNanos = now;
      if (failure.isRefusal()) {
        refusal = Refusal.after(refusal, failure, credentials, now);
      }
    } finally {
      changing.unlock();
    }
    made.completeExceptionally(failure);
  }

  /**
   * Says that the API has rejected a token.
   *
   * @return whether the next caller gets another one, so that it makes sense to try again
   */
  public boolean rejected(Token used) {
    changing.lock();
    try {
      if (current != used) {
        return true; // it was given up or replaced already
      }
      long now = time.nanoTime();
      if (now - rejectedNanos < BETWEEN_REJECTIONS.toNanos()) {
        return false;
      }
      rejectedNanos = now;
      current = null;
      return true;
    } finally {
      changing.unlock();
    }
  }
}
