package dev.connections.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
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
  Socket decrypted(Socket client) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            toClients.getSocketFactory().createSocket(client, "localhost", client.getPort(), true);
    socket.setUseClientMode(false);
    return socket;
  }

  /** The server's side of a connection that has been made, encrypted. */
  Socket encrypted(Socket server, InetSocketAddress target) throws IOException {
    return toServer
        .getSocketFactory()
        .createSocket(server, target.getHostString(), target.getPort(), true);
  }
}
