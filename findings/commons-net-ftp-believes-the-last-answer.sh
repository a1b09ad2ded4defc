#!/usr/bin/env bash
# After one timeout Commons Net's FTPClient takes each answer for that of the next command, and
# reports success for what the server has refused.
#
# The reply to a command comes later than the socket timeout: SocketTimeoutException, as it should
# be. The client stays connected and usable. The reply that was late is then read as the answer to
# the next command, and so on for all later ones, since nothing in FTP names the command that a
# reply belongs to. changeWorkingDirectory to a folder that does not exist gives true, and so would
# the deletion of a file that is still there. No call fails, and isConnected() and isAvailable() are
# true.
#
# Harms: transfers that catch a timeout, log it and try the next file or the same command again on
# the same client, and pools of FTP clients that judge by isConnected().
#
# What to do: disconnect() after every SocketTimeoutException (after any IOException) and connect
# anew.
#
# Seen:
#   commons-net 3.13.0, Java 17.0.15
#   NOOP, answered after the timeout: SocketTimeoutException true
#   isConnected true
#   changeWorkingDirectory("/none"), which the server refuses with 550: true
#     reply that the client read for it: 200 NOOP is done
#   sendNoOp(), which the server answers with 200: false
#     reply that the client read for it: 550 no such folder

set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>commons-net-ftp-believes-the-last-answer</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>commons-net</groupId>
      <artifactId>commons-net</artifactId>
      <version>3.13.0</version>
    </dependency>
  </dependencies>
</project>
POM

cat > Finding.java <<'JAVA'
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import org.apache.commons.net.ftp.FTPClient;

public class Finding {
  private static final CountDownLatch SENT_LATE = new CountDownLatch(1);

  public static void main(String[] args) throws Exception {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread serving = new Thread(() -> serve(server));
    serving.setDaemon(true);
    serving.start();

    FTPClient client = new FTPClient();
    client.connect("localhost", server.getLocalPort());
    client.login("reader", "secret");
    client.setSoTimeout(300);
    boolean timedOut = false;
    try {
      client.sendNoOp();
    } catch (SocketTimeoutException late) {
      timedOut = true;
    }
    System.out.println("NOOP, answered after the timeout: SocketTimeoutException " + timedOut);
    System.out.println("isConnected " + client.isConnected());
    SENT_LATE.await();
    boolean changed = client.changeWorkingDirectory("/none");
    System.out.println("changeWorkingDirectory(\"/none\"), which the server refuses with 550: " + changed);
    System.out.println("  reply that the client read for it: " + client.getReplyString().trim());
    boolean noOp = client.sendNoOp();
    System.out.println("sendNoOp(), which the server answers with 200: " + noOp);
    System.out.println("  reply that the client read for it: " + client.getReplyString().trim());
    int last = client.getReplyCode();
    System.exit(timedOut && changed && last == 550 ? 0 : 1);
  }

  /** A server of four commands, which is late with its first answer to NOOP. */
  private static void serve(ServerSocket listening) {
    try (Socket socket = listening.accept();
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true)) {
      out.print("220 ready\r\n");
      out.flush();
      String line;
      while ((line = in.readLine()) != null) {
        switch (line.split(" ")[0]) {
          case "USER" -> out.print("331 password please\r\n");
          case "PASS" -> out.print("230 welcome\r\n");
          case "CWD" -> out.print("550 no such folder\r\n");
          case "NOOP" -> {
            if (SENT_LATE.getCount() > 0) {
              Thread.sleep(1_000);
            }
            out.print("200 NOOP is done\r\n");
          }
          default -> out.print("502 not known\r\n");
        }
        out.flush();
        if (line.startsWith("NOOP")) {
          SENT_LATE.countDown();
        }
      }
    } catch (IOException | InterruptedException ended) {
      // The client has gone.
    }
  }
}
JAVA

mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath -Dmdep.outputFile=classpath.txt >&2
echo "commons-net 3.13.0, Java $(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.version = //p')"
java -cp "$(cat classpath.txt)" Finding.java
