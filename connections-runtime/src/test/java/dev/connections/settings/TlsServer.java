package dev.connections.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;

/** A server on loopback that speaks TLS only, and answers each connection with one byte. */
final class TlsServer implements AutoCloseable {

  private final SSLServerSocket server;
  private final boolean asksWho;
  final BlockingQueue<String> clients = new LinkedBlockingQueue<>();

  /** By which names it was asked for. */
  final BlockingQueue<String> names = new LinkedBlockingQueue<>();

  TlsServer(SSLContext context, boolean asksWho) throws IOException {
    this.asksWho = asksWho;
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setNeedClientAuth(asksWho);
    Thread thread = new Thread(this::serve, "tls-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (SSLSocket client = (SSLSocket) server.accept()) {
        SSLParameters parameters = client.getSSLParameters();
        parameters.setSNIMatchers(List.of(listeningTo(names)));
        client.setSSLParameters(parameters);
        client.startHandshake();
        Principal who = asksWho ? client.getSession().getPeerPrincipal() : null;
        clients.add(String.valueOf(who));
        client.getOutputStream().write('+');
      } catch (IOException clientGone) {
        // As those do that do not trust it; the next one is served.
      }
    }
  }

  private static SNIMatcher listeningTo(BlockingQueue<String> names) {
    return new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
      @Override
      public boolean matches(SNIServerName name) {
        return names.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
      }
    };
  }

  int port() {
    return server.getLocalPort();
  }

  /** Connects, and reads the byte. */
  int ask(TlsSettings settings, SSLContext context, String host) throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
    try (SSLSocket socket = settings.socket(context, plain, host)) {
      return socket.getInputStream().read();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
