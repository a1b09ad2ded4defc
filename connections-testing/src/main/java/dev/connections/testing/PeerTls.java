package dev.connections.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * How a proxy looks into connections that are encrypted: it decrypts what clients send, and
 * encrypts it again for the server. Immutable.
 *
 * @param toClients has a certificate for {@code localhost} that clients trust, and its key
 * @param toServer trusts the server's certificate, and has that of a client if the server wants one
 */
public record PeerTls(SSLContext toClients, SSLContext toServer) {

  /** The client's side of an accepted connection, decrypted; closing it closes the connection. */
  SSLSocket decrypted(Socket client) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            toClients.getSocketFactory().createSocket(client, "localhost", client.getPort(), true);
    socket.setUseClientMode(false);
    return socket;
  }

  /** The server's side of a connection that has been made, encrypted. */
  SSLSocket encrypted(Socket server, InetSocketAddress target) throws IOException {
    return (SSLSocket)
        toServer
            .getSocketFactory()
            .createSocket(server, target.getHostString(), target.getPort(), true);
  }

  /**
   * Does the client's handshake. Where the client offers protocols (ALPN, which HTTP/2 and gRPC
   * need), the server is asked meanwhile, so that both agree as they would without a proxy.
   */
  static void handshake(SSLSocket client, SSLSocket server) throws IOException {
    client.setHandshakeApplicationProtocolSelector((any, offered) -> choice(server, offered));
    client.startHandshake();
  }

  /** What the server takes of an offer; empty if it has no opinion. */
  private static String choice(SSLSocket server, List<String> offered) {
    SSLParameters parameters = server.getSSLParameters();
    parameters.setApplicationProtocols(offered.toArray(String[]::new));
    server.setSSLParameters(parameters);
    try {
      server.startHandshake();
    } catch (IOException rejected) {
      throw new UncheckedIOException(rejected);
    }
    return server.getApplicationProtocol();
  }
}
