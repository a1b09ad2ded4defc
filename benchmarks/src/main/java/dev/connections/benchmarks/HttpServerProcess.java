package dev.connections.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP server that costs as little as one can, in a process of its own. A GET of {@code /200} is
 * answered with so many bytes: headers and body are one write, and nothing is delayed.
 */
final class HttpServerProcess {

  private static final int LARGEST = 100 * 1024;

  private HttpServerProcess() {}

  /** Prints its port, and ends when its input does. */
  public static void main(String[] arguments) throws IOException {
    ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    Thread accepting = new Thread(() -> accept(server));
    accepting.setDaemon(true);
    accepting.start();
    System.out.println(server.getLocalPort());
    while (System.in.read() >= 0) {
      // until whoever started it ends
    }
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket client = server.accept();
        Thread thread = new Thread(() -> serve(client));
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException ended) {
      // so does the process
    }
  }

  private static void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      byte[] response = {};
      int size = -1;
      for (int asked = sizeIn(in); asked >= 0; asked = sizeIn(in)) {
        if (asked != size) {
          size = asked;
          response = response(size);
        }
        out.write(response);
      }
    } catch (IOException gone) {
      // the client has closed
    }
  }

  /** The number in the path of the next request, which has no body; -1 at the end. */
  private static int sizeIn(InputStream in) throws IOException {
    int size = 0;
    boolean path = false;
    boolean line = true;
    int newLines = 0;
    while (newLines < 2) {
      int next = in.read();
      if (next < 0) {
        return -1;
      }
      if (line && next == '/') {
        path = true;
      } else if (line && path && Character.isDigit(next)) {
        size = size * 10 + next - '0';
      } else if (path && next == ' ') {
        line = false;
      }
      newLines = next == '\n' ? newLines + 1 : next == '\r' ? newLines : 0;
    }
    return Math.min(size, LARGEST);
  }

  private static byte[] response(int size) {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + size + "\r\n\r\n";
    return (head + "x".repeat(size)).getBytes(StandardCharsets.US_ASCII);
  }
}
