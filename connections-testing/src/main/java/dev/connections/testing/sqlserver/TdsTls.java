package dev.connections.testing.sqlserver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A socket for TLS as TDS has it: the handshake goes in messages of TDS, and from then on messages
 * of TDS go over TLS. TLS 1.2 only, as with servers: in 1.3 a handshake has no clear end.
 */
final class TdsTls extends Socket {

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final Outgoing outgoing = new Outgoing();
  private boolean handshaking = true;

  private TdsTls(Socket socket, DataInputStream in, OutputStream out) {
    this.socket = socket;
    this.in = in;
    this.out = out;
  }

  /** Does the server's part of the handshake. */
  static SSLSocket accept(SSLContext tls, Socket socket, DataInputStream in, OutputStream out)
      throws IOException {
    TdsTls carrier = new TdsTls(socket, in, out);
    SSLSocket secure =
        (SSLSocket)
            tls.getSocketFactory().createSocket(carrier, "localhost", socket.getPort(), true);
    secure.setUseClientMode(false);
    secure.setEnabledProtocols(new String[] {"TLSv1.2"});
    secure.startHandshake();
    carrier.outgoing.say();
    carrier.handshaking = false;
    return secure;
  }

  @Override
  public InputStream getInputStream() {
    return new Incoming();
  }

  @Override
  public OutputStream getOutputStream() {
    return outgoing;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public void setSoTimeout(int millis) throws SocketException {
    socket.setSoTimeout(millis);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private final class Incoming extends InputStream {

    private InputStream message = new ByteArrayInputStream(new byte[0]);

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      int read = message.read(into, at, length);
      if (read > 0 || length == 0) {
        return read;
      }
      if (!handshaking) {
        return in.read(into, at, length);
      }
      outgoing.say();
      message = new ByteArrayInputStream(TdsMessage.read(in).body());
      return message.read(into, at, length);
    }
  }

  private final class Outgoing extends OutputStream {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int at, int length) throws IOException {
      if (handshaking) {
        said.write(from, at, length);
      } else {
        out.write(from, at, length);
      }
    }

    @Override
    public void flush() throws IOException {
      if (!handshaking) {
        out.flush();
      }
    }

    /**
     * What was said since the client was heard goes in one message: the driver expects no more of
     * them than it has sent.
     */
    void say() throws IOException {
      if (said.size() > 0) {
        new TdsMessage(TdsMessage.PRELOGIN, said.toByteArray()).write(out);
        said.reset();
        out.flush();
      }
    }
  }
}
