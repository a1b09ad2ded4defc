#!/usr/bin/env bash
# MockWebServer sends the body of an answer to HEAD, too, so that the next answer of the connection
# cannot be read.
#
# An answer to HEAD ends with its headers (RFC 9110, section 9.3.2). MockWebServer writes the body of the
# response that was enqueued, whatever the method is. OkHttp has read to the end of the headers, keeps
# the connection, and finds the body in front of the next answer.
#
# Harms: tests of health checks and of anything else that asks by HEAD fail in the request after it, and
# look like a fault of the client. mock-oauth2-server 6.0.2, which stands on the older MockWebServer,
# answers HEAD with 405 and a body in the same way.
#
# What to do: enqueue answers to HEAD without a body, with the header Content-Length if it matters.
#
# Seen:
#   mockwebserver3 5.5.1, Java 17.0.15
#   bytes after the headers of the answer to HEAD: 18
#   the next request of the connection: ProtocolException

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>mockwebserver-answers-head-with-a-body</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.squareup.okhttp3</groupId>
      <artifactId>mockwebserver3</artifactId>
      <version>5.5.1</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;

public class Finding {
  public static void main(String[] args) throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().code(405).body("method not allowed").build());
      int after = bytesAfterHeaders(server.getPort());
      System.out.println("bytes after the headers of the answer to HEAD: " + after);

      server.enqueue(new MockResponse.Builder().code(405).body("method not allowed").build());
      server.enqueue(new MockResponse.Builder().body("fine").build());
      String next = next(server);
      System.out.println("the next request of the connection: " + next);
      System.exit(after == 18 && next.equals("ProtocolException") ? 0 : 1);
    }
  }

  private static int bytesAfterHeaders(int port) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(1_000);
      socket
          .getOutputStream()
          .write("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      try {
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
          read.write(octet);
        }
      } catch (SocketTimeoutException silent) {
        // That was all.
      }
      String text = read.toString(StandardCharsets.US_ASCII);
      return text.length() - text.indexOf("\r\n\r\n") - 4;
    }
  }

  private static String next(MockWebServer server) throws Exception {
    OkHttpClient client = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    client.newCall(new Request.Builder().url(server.url("/")).head().build()).execute().close();
    try {
      return String.valueOf(
          client.newCall(new Request.Builder().url(server.url("/")).build()).execute().code());
    } catch (ProtocolException broken) {
      return "ProtocolException";
    }
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "mockwebserver3 5.5.1, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
