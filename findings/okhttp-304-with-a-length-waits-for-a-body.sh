#!/usr/bin/env bash
# OkHttp waits for the body of a 304 that has a Content-Length, until the read timeout.
#
# A 304 (not modified) never has a body, and a server may send with it the Content-Length that a 200
# would have had (RFC 9110, 8.6; RFC 9112, 6.3: a 304 ends with its headers whatever they say). Over
# HTTP/1.1 OkHttp takes that length for the length of a body. Whoever sends If-None-Match himself
# and reads or buffers the response (body().string(), Retrofit, a logging interceptor) waits for the
# whole read timeout and then gets an exception instead of the 304. Closing it without reading costs
# 100 ms, and the connection is not used again. With OkHttp's own cache the answer is right; the 100
# ms and the connection are lost, too. (okhttp#5968 reports an exception for such a 304 over HTTP/2.)
#
# Harms: polling with ETags behind servers that send the length (allowed, and some application
# servers do): each "nothing new" is slow or fails, and what was meant to save traffic
# opens a new connection for each.
#
# What to do: for a 304, drop Content-Length and Transfer-Encoding and answer an empty body in a
# network interceptor, without reading the body that OkHttp has made; or do not read the body of a
# 304, and close it.
#
# Seen:
#   okhttp-jvm 5.5.1, Java 17.0.15
#   304 without a length: body of 0 bytes; JDK's HttpClient: 304, body of 0 bytes
#   304 with Content-Length 1071: SocketTimeoutException after the read timeout of 1 s: true; JDK's HttpClient: 304, body of 0 bytes
#   closed without reading, twice each: connections without a length 1, with a length 2

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>okhttp-304-with-a-length-waits-for-a-body</artifactId>
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

public class Finding {
  private static final AtomicInteger CONNECTIONS = new AtomicInteger();

  public static void main(String[] args) throws Exception {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread(
        () -> {
          while (true) {
            Socket socket = server.accept();
            CONNECTIONS.incrementAndGet();
            thread(() -> serve(socket));
          }
        });
    String url = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getLocalPort();

    String short304 = read(url + "/short");
    System.out.println("304 without a length: " + short304 + "; JDK's HttpClient: " + jdk(url + "/short"));
    String long304 = read(url + "/long");
    String other = jdk(url + "/long");
    System.out.println("304 with Content-Length 1071: " + long304 + "; JDK's HttpClient: " + other);
    int without = connections(url + "/short");
    int with = connections(url + "/long");
    System.out.printf(
        "closed without reading, twice each: connections without a length %d, with a length %d%n",
        without, with);
    boolean same =
        short304.equals("body of 0 bytes")
            && long304.endsWith(": true")
            && other.equals("304, body of 0 bytes")
            && without == 1
            && with == 2;
    System.exit(same ? 0 : 1);
  }

  private static String read(String url) throws IOException {
    OkHttpClient client = new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(1)).build();
    long start = System.nanoTime();
    try (Response response = client.newCall(request(url)).execute()) {
      return "body of " + response.body().bytes().length + " bytes";
    } catch (SocketTimeoutException late) {
      long took = (System.nanoTime() - start) / 1_000_000;
      return "SocketTimeoutException after the read timeout of 1 s: " + (took >= 950);
    }
  }

  private static int connections(String url) throws Exception {
    OkHttpClient client = new OkHttpClient();
    int before = CONNECTIONS.get();
    for (int i = 0; i < 2; i++) {
      client.newCall(request(url)).execute().close();
    }
    return CONNECTIONS.get() - before;
  }

  private static Request request(String url) {
    return new Request.Builder().url(url).header("If-None-Match", "\"7\"").build();
  }

  private static String jdk(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("If-None-Match", "\"7\"")
            .timeout(Duration.ofSeconds(5))
            .build();
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    return response.statusCode() + ", body of " + response.body().length + " bytes";
  }

  /** Answers each request of a connection with a 304 that ends with its headers. */
  private static void serve(Socket socket) throws IOException {
    try (socket) {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String first;
      while ((first = reader.readLine()) != null) {
        while (!reader.readLine().isEmpty()) {}
        String length = first.startsWith("GET /long") ? "Content-Length: 1071\r\n" : "";
        String answer = "HTTP/1.1 304 Not Modified\r\nETag: \"7\"\r\n" + length + "\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void thread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // The client has closed its connection.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "okhttp-jvm 5.5.1, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
