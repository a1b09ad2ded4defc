#!/usr/bin/env bash
# OkHttp's callTimeout does not count the time that an asynchronous call waits for its turn.
#
# callTimeout is described as the limit of a whole call. For enqueue() it starts when the dispatcher
# runs the call, and the dispatcher runs five calls per host at a time by default. Behind a slow
# host a call waits in that queue without any limit, and then has its whole timeout again: here 30
# calls of 0.3 s under a callTimeout of 1 s all succeed, and the last ends after about 1.8 s. The
# same holds for Call.timeout() and for Retrofit's and Kotlin's asynchronous calls, which use
# enqueue().
#
# Harms: services that rely on callTimeout for their own promise: with a slow host the answer comes
# many times later than the limit, no timeout is reported, and metrics by call (measured in
# interceptors) look well.
#
# What to do: limit the waiting yourself (a bulkhead before enqueue with maxRequestsPerHost raised
# to it, or CompletableFuture.orTimeout with cancel()), and measure from the moment of enqueue(),
# for example by EventListener.dispatcherQueueStart (OkHttp 5) or callStart.
#
# Seen:
#   okhttp-jvm 5.5.1, Java 17.0.15
#   callTimeout 1 s, 30 calls enqueued at once to a host that needs 0.3 s for each
#   answered 30, timed out 0
#   the last answer came more than 1.5 s after enqueue(): true

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>okhttp-call-timeout-does-not-count-the-queue</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.squareup.okhttp3</groupId>
      <artifactId>okhttp-jvm</artifactId>
      <version>5.5.1</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

public class Finding {
  private static final int CALLS = 30;

  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newFixedThreadPool(CALLS));
    server.createContext(
        "/",
        exchange -> {
          try {
            Thread.sleep(300);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    OkHttpClient client =
        new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(1)).build();
    Request request =
        new Request.Builder().url("http://localhost:" + server.getAddress().getPort() + "/").build();
    // The first call loads classes, which is not what is measured.
    client.newCall(request).execute().close();

    AtomicInteger answered = new AtomicInteger();
    AtomicLong latest = new AtomicLong();
    CountDownLatch ended = new CountDownLatch(CALLS);
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      client
          .newCall(request)
          .enqueue(
              new Callback() {
                @Override
                public void onFailure(Call call, IOException problem) {
                  ended.countDown();
                }

                @Override
                public void onResponse(Call call, Response response) {
                  response.close();
                  answered.incrementAndGet();
                  latest.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
                  ended.countDown();
                }
              });
    }
    ended.await();
    System.out.println("callTimeout 1 s, " + CALLS + " calls enqueued at once to a host that needs 0.3 s for each");
    System.out.println("answered " + answered + ", timed out " + (CALLS - answered.get()));
    System.out.printf("the last answer came more than 1.5 s after enqueue(): %b%n", latest.get() > 1_500);
    System.exit(answered.get() == CALLS && latest.get() > 1_500 ? 0 : 1);
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "okhttp-jvm 5.5.1, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
