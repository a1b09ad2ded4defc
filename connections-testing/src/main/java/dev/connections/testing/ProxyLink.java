package dev.connections.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One client's connection through a proxy: two sockets, and a thread for each direction. */
final class ProxyLink {

  private static final int CHUNK = 16 * 1024;
  private static final int LONGEST_REQUEST_LOOKED_AT = 64 * 1024;
  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

  private final Socket client;
  private final Socket server = new Socket();
  private final @Nullable PeerTls tls;
  private final Faults faults;
  private final ProxyCounters counters;
  private final Consumer<byte[]> observer;
  private final Consumer<ProxyLink> whenClosed;

  /** The sockets in clear; the same ones, or with the encryption around them. */
  private volatile Socket clientSide;

  private volatile Socket serverSide;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicInteger directionsEnded = new AtomicInteger();
  private volatile boolean replied;
  private volatile boolean lossy;
  private volatile Faults.@Nullable Fate fate;

  ProxyLink(
      Socket client,
      @Nullable PeerTls tls,
      Faults faults,
      ProxyCounters counters,
      Consumer<byte[]> observer,
      Consumer<ProxyLink> whenClosed) {
    this.client = client;
    this.tls = tls;
    this.clientSide = client;
    this.serverSide = server;
    this.faults = faults;
    this.counters = counters;
    this.observer = observer;
    this.whenClosed = whenClosed;
  }

  /** Connects to the server; resets the client if that fails. Whether it worked. */
  boolean connect(InetSocketAddress target) {
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(
          new InetSocketAddress(target.getHostString(), target.getPort()), CONNECT_TIMEOUT_MILLIS);
      if (tls != null) {
        encrypt(tls, target);
      }
      return open.get();
    } catch (IOException | InterruptedException failure) {
      abandon();
      return false;
    }
  }

  /** A handshake is made of replies, too: where none gets through, there is none. */
  private void encrypt(PeerTls ends, InetSocketAddress target)
      throws IOException, InterruptedException {
    if (faults.delayReply(open::get, this::isReplyHeld)) {
      counters.delayed.increment();
    }
    if (isReplyLost()) {
      lossy = true;
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
      close();
    } else {
      SSLSocket toClient = ends.decrypted(client);
      SSLSocket toServer = ends.encrypted(server, target);
      clientSide = toClient;
      serverSide = toServer;
      PeerTls.handshake(toClient, toServer);
    }
  }

  void pumpRequests() {
    try {
      ByteArrayOutputStream request = new ByteArrayOutputStream();
      byte[] buffer = new byte[CHUNK];
      InputStream in = clientSide.getInputStream();
      OutputStream out = serverSide.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        look(request, buffer, length);
        if (faults.delayRequest(open::get)) {
          counters.delayed.increment();
        }
        counters.requestBytes.add(length);
        out.write(buffer, 0, length);
      }
      serverSide.shutdownOutput();
      directionEnded();
    } catch (IOException | InterruptedException failure) {
      abandon();
    }
  }

  /** A request may come in pieces: it is what came since the last reply. */
  private void look(ByteArrayOutputStream request, byte[] buffer, int length) {
    if (replied || request.size() > LONGEST_REQUEST_LOOKED_AT) {
      request.reset();
      replied = false;
    }
    request.write(buffer, 0, length);
    observer.accept(Arrays.copyOf(buffer, length));
    Faults.Fate decided = faults.fateOf(request.toByteArray());
    if (decided != null) {
      fate = decided;
    }
  }

  void pumpReplies() {
    try {
      byte[] buffer = new byte[CHUNK];
      InputStream in = serverSide.getInputStream();
      OutputStream out = clientSide.getOutputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (faults.delayReply(open::get, this::isReplyHeld)) {
          counters.delayed.increment();
        }
        if (isReplyLost()) {
          drop(length);
        } else {
          pass(out, buffer, length);
        }
      }
      if (isReplyLost()) {
        // The end of a connection is news too, and none gets through.
        lossy = true;
      } else {
        clientSide.shutdownOutput();
      }
      directionEnded();
    } catch (IOException | InterruptedException failure) {
      abandon();
    }
  }

  private boolean isReplyLost() {
    return isDoomed() || faults.areRepliesDropped();
  }

  private boolean isReplyHeld() {
    return fate == Faults.Fate.HELD;
  }

  /** Whether a reply is lost already, or certain to be. */
  private boolean isDoomed() {
    return lossy || fate == Faults.Fate.LOST || fate == Faults.Fate.LOST_AND_RESET;
  }

  private void drop(int length) {
    lossy = true;
    counters.droppedReplyBytes.add(length);
    if (fate == Faults.Fate.LOST_AND_RESET) {
      resetClientOnly();
    }
  }

  private void pass(OutputStream out, byte[] buffer, int length) throws IOException {
    Faults.Share share = faults.shareOfReplyBudget(length);
    counters.replyBytes.add(share.bytes());
    replied = true; // first, for what the client sends next may come at once
    out.write(buffer, 0, share.bytes());
    if (share.isCutAfterwards()) {
      cut();
    }
  }

  /** TCP loses nothing out of the middle, so a connection that lost something cannot go on. */
  void heal() {
    if (isDoomed()) {
      reset();
    } else {
      fate = null;
    }
  }

  /** Tells the client that no more replies will come; its requests still pass. */
  void halfClose() {
    if (open.get()) {
      try {
        counters.halfCloses.increment();
        clientSide.shutdownOutput();
      } catch (IOException alreadyShut) {
        // then the client knows
      }
    }
  }

  void cut() {
    end(counters.cuts::increment);
  }

  void reset() {
    end(
        () -> {
          counters.resets.increment();
          resetOnClose(client);
          resetOnClose(server);
        });
  }

  /** The server may still be working on what it got; a reset could make it throw that away. */
  private void resetClientOnly() {
    end(
        () -> {
          counters.resets.increment();
          resetOnClose(client);
        });
  }

  /** Passes a failure of one side on to the other, as a failure. */
  private void abandon() {
    end(
        () -> {
          resetOnClose(client);
          resetOnClose(server);
        });
  }

  private static void resetOnClose(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException alreadyClosed) {
      // then there is nothing to reset
    }
  }

  private void directionEnded() {
    if (directionsEnded.incrementAndGet() == 2) {
      close();
    }
  }

  void close() {
    end(() -> {});
  }

  /** Closes both sides, after what must come before; does nothing if they are closed. */
  private void end(Runnable before) {
    if (open.compareAndSet(true, false)) {
      before.run();
      closeQuietly(client);
      closeQuietly(server);
      faults.wake();
      whenClosed.accept(this);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException failure) {
      // the socket is gone either way
    }
  }
}
