#!/usr/bin/env bash
# Apache HttpClient 5 sends a POST again by default when it was answered 503 or 429, and sleeps
# meanwhile as long as the server says.
#
# The default retry strategy asks whether a method is idempotent when the connection fails. When an
# answer came, it asks for the status only: a POST whose body can be repeated (a string, bytes) and
# that is answered 503 is sent a second time, whether or not the server has done its work before it
# answered. Retry-After decides how long execute() sleeps in between, in the caller's thread; a
# response timeout of one second does not bound the four seconds here.
#
# Harms: services that treat 503 as "perhaps done" and repeat with care of their own, or count
# requests: two requests where one call was made; threads that all sleep because of one header.
#
# What to do: disableAutomaticRetries() on the builder where the application has retries, or a
# strategy whose retryRequest(response, ...) looks at the method, and whose getRetryInterval has an
# upper bound.
#
# Seen:
#   httpclient5 5.6.5, Java 17.0.15
#   one POST, 503 with Retry-After: 4, retries disabled: requests 1, took about 0 s
#   the same with the default client: requests 2, took about 4 s
#   the same with the default client and a response timeout of 1 s: requests 2, took about 4 s

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>httpclient5-sends-a-refused-post-twice</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>2.0.17</version>
    </dependency>
    <dependency>
      <groupId>org.apache.httpcomponents.client5</groupId>
      <artifactId>httpclient5</artifactId>
      <version>5.6.5</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

public class Finding {
  public static void main(String[] args) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext(
        "/payments",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          requests.incrementAndGet();
          exchange.getResponseHeaders().set("Retry-After", "4");
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    String address = "http://localhost:" + server.getAddress().getPort() + "/payments";

    try (CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build()) {
      long took = post(client, address);
      System.out.println("one POST, 503 with Retry-After: 4, retries disabled: requests " + requests.getAndSet(0) + ", took about " + took + " s");
    }

    long slept;
    int sent;
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      slept = post(client, address);
      sent = requests.getAndSet(0);
    }
    System.out.println("the same with the default client: requests " + sent + ", took about " + slept + " s");

    RequestConfig limit =
        RequestConfig.custom().setResponseTimeout(1, TimeUnit.SECONDS).build();
    long sleptWithLimit;
    int sentWithLimit;
    try (CloseableHttpClient client =
        HttpClients.custom().setDefaultRequestConfig(limit).build()) {
      sleptWithLimit = post(client, address);
      sentWithLimit = requests.getAndSet(0);
      System.out.println("the same with the default client and a response timeout of 1 s: requests " + sentWithLimit + ", took about " + sleptWithLimit + " s");
    }
    server.stop(0);
    System.exit(sent == 2 && slept >= 4 && sentWithLimit == 2 && sleptWithLimit >= 4 ? 0 : 1);
  }

  private static long post(CloseableHttpClient client, String address) throws Exception {
    HttpPost post = new HttpPost(address);
    post.setEntity(new StringEntity("{\"amount\": 100}", ContentType.APPLICATION_JSON));
    long start = System.nanoTime();
    client.execute(post, response -> response.getCode());
    return Math.round((System.nanoTime() - start) / 1e9);
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "httpclient5 5.6.5, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
