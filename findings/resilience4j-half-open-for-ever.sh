#!/usr/bin/env bash
# A Resilience4j circuit breaker stays HALF_OPEN and rejects every call once its probes have been
# given up by a TimeLimiter around it.
#
# A breaker takes its permit back when the future or stage that it decorates ends. A TimeLimiter
# outside of it answers the caller with TimeoutException, but ends neither the stage nor the permit;
# cancel(true) on what decorateFuture returned does not either. While the breaker is closed such
# calls are counted as nothing, so a server that never answers does not open it. While it is half
# open each takes one of the permitted calls for good: with the default
# maxWaitDurationInHalfOpenState (0) there is no way out but reset() or a restart, also after the
# server has recovered.
#
# Harms: asynchronous clients whose answer can stay out (a lost reply over a message broker, a
# client without a read timeout) and that put the time limit outside of the breaker, or cancel
# futures of their own accord.
#
# What to do: put the TimeLimiter inside of the breaker, so that the breaker sees the timeout; end
# the inner future yourself; set maxWaitDurationInHalfOpenState.
#
# Seen:
#   resilience4j-circuitbreaker 2.4.0, resilience4j-timelimiter 2.4.0, Java 17.0.15
#   TimeLimiter around a closed breaker, 3 calls without an answer: 0 counted
#   TimeLimiter around the half open breaker, no answer: caller got TimeoutException: true
#     6 calls in the next 3 s to a healthy server: 6 rejected, state HALF_OPEN
#   decorateFuture, then cancel(true): true
#     6 calls in the next 3 s to a healthy server: 6 rejected, state HALF_OPEN
#   TimeLimiter inside of the breaker, no answer: OPEN
#     6 calls in the next 3 s to a healthy server: 0 rejected, state CLOSED

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>resilience4j-half-open-for-ever</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
    <dependency>
      <groupId>io.github.resilience4j</groupId>
      <artifactId>resilience4j-circuitbreaker</artifactId>
      <version>2.4.0</version>
    </dependency>
    <dependency>
      <groupId>io.github.resilience4j</groupId>
      <artifactId>resilience4j-timelimiter</artifactId>
      <version>2.4.0</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

public class Finding {
  public static void main(String[] args) throws Exception {
    CircuitBreaker closed = CircuitBreaker.ofDefaults("closed");
    CircuitBreaker limited = halfOpenSoon();
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    TimeLimiter limit = TimeLimiter.of(Duration.ofMillis(200));
    for (int i = 0; i < 3; i++) {
      try {
        limit
            .executeCompletionStage(
                timer, () -> closed.executeCompletionStage(() -> new CompletableFuture<String>()))
            .toCompletableFuture()
            .get();
      } catch (ExecutionException ended) {
        // TimeoutException
      }
    }
    int counted = closed.getMetrics().getNumberOfBufferedCalls();
    System.out.println("TimeLimiter around a closed breaker, 3 calls without an answer: " + counted + " counted");
    boolean timedOut = false;
    try {
      limit
          .executeCompletionStage(
              timer, () -> limited.executeCompletionStage(() -> new CompletableFuture<String>()))
          .toCompletableFuture()
          .get();
    } catch (ExecutionException ended) {
      timedOut = ended.getCause() instanceof TimeoutException;
    }
    System.out.println("TimeLimiter around the half open breaker, no answer: caller got TimeoutException: " + timedOut);
    boolean limitedStuck = rejectsForThreeSeconds(limited);

    CircuitBreaker cancelled = halfOpenSoon();
    Supplier<Future<String>> call =
        CircuitBreaker.decorateFuture(cancelled, () -> new CompletableFuture<String>());
    System.out.println("decorateFuture, then cancel(true): " + call.get().cancel(true));
    boolean cancelledStuck = rejectsForThreeSeconds(cancelled);

    CircuitBreaker inside = halfOpenSoon();
    try {
      inside
          .executeCompletionStage(
              () -> limit.executeCompletionStage(timer, () -> new CompletableFuture<String>()))
          .toCompletableFuture()
          .get();
    } catch (ExecutionException ended) {
      System.out.println("TimeLimiter inside of the breaker, no answer: " + inside.getState());
    }
    boolean insideRecovers = !rejectsForThreeSeconds(inside);
    System.exit(counted == 0 && timedOut && limitedStuck && cancelledStuck && insideRecovers ? 0 : 1);
  }

  private static CircuitBreaker halfOpenSoon() throws InterruptedException {
    CircuitBreaker breaker =
        CircuitBreaker.of(
            "api",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(2)
                .minimumNumberOfCalls(2)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(Duration.ofMillis(200))
                .build());
    for (int i = 0; i < 2; i++) {
      breaker.onError(0, breaker.getTimestampUnit(), new IOException("connection refused"));
    }
    Thread.sleep(400);
    return breaker;
  }

  private static boolean rejectsForThreeSeconds(CircuitBreaker breaker) throws InterruptedException {
    int rejected = 0;
    for (int i = 0; i < 6; i++) {
      Thread.sleep(500);
      try {
        breaker.executeSupplier(() -> "answer");
      } catch (CallNotPermittedException refused) {
        rejected++;
      }
    }
    System.out.println("  6 calls in the next 3 s to a healthy server: " + rejected + " rejected, state " + breaker.getState());
    return rejected == 6 && breaker.getState() == CircuitBreaker.State.HALF_OPEN;
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "resilience4j-circuitbreaker 2.4.0, resilience4j-timelimiter 2.4.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
