#!/usr/bin/env bash
# A Resilience4j rate limiter does not give back the permits of callers that were interrupted while
# they waited.
#
# A waiting caller reserves a permit of a later period. If its thread is interrupted,
# acquirePermission returns false (or the decorated call throws), so nothing is sent, but the
# reservation stays. Each cancelled caller pushes all later ones back by its share: with one permit
# a second and five cancelled waiters the next caller waits about six seconds instead of at most
# one; with a shorter timeoutDuration it is refused though nobody used the limit.
#
# Harms: services that cancel work by interrupt (timeouts, Future.cancel(true), structured
# concurrency) behind a rate limiter: each burst of cancellations turns into a time without service.
#
# What to do: keep timeoutDuration short, so that few can reserve; do not cancel waiting callers by
# interrupt, or take the permit before the work that can be cancelled; build the limiter anew after
# a mass cancellation.
#
# Seen:
#   resilience4j-ratelimiter 2.4.0, Java 17.0.15
#   1 permit a second, 1 used, 0 waiters interrupted (0 got none): the next caller waits about 1 s
#   1 permit a second, 1 used, 5 waiters interrupted (5 got none): the next caller waits about 6 s

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>resilience4j-interrupted-waiters-keep-their-permits</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
    <dependency>
      <groupId>io.github.resilience4j</groupId>
      <artifactId>resilience4j-ratelimiter</artifactId>
      <version>2.4.0</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

public class Finding {
  public static void main(String[] args) throws Exception {
    long withoutCancelled = waitOfNextCaller(0);
    long withCancelled = waitOfNextCaller(5);
    System.exit(withoutCancelled < 2_000 && withCancelled > 4_000 ? 0 : 1);
  }

  private static long waitOfNextCaller(int cancelledWaiters) throws Exception {
    RateLimiter limiter =
        RateLimiter.of(
            "api",
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .timeoutDuration(Duration.ofSeconds(20))
                .build());
    limiter.acquirePermission();
    AtomicInteger refused = new AtomicInteger();
    for (int i = 0; i < cancelledWaiters; i++) {
      Thread waiter =
          new Thread(
              () -> {
                if (!limiter.acquirePermission()) {
                  refused.incrementAndGet();
                }
              });
      waiter.start();
      while (waiter.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(1);
      }
      waiter.interrupt();
      waiter.join();
    }
    long start = System.nanoTime();
    limiter.acquirePermission();
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println(
        "1 permit a second, 1 used, " + cancelledWaiters + " waiters interrupted (" + refused
            + " got none): the next caller waits about " + Math.round(millis / 1000.0) + " s");
    return millis;
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "resilience4j-ratelimiter 2.4.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
