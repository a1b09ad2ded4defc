package dev.connections.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback that stands between a client and a real server and makes the faults that
 * networks make: lost replies, delays, half-closed, cut, reset and refused connections.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to("localhost", postgres.port())) {
 *   DataSource orders = openAt(proxy.port());
 *   proxy.dropReplyOnce("COMMIT"); // the server commits, and the client never learns of it
 *   …
 *   proxy.heal();
 * }
 * }</pre>
 *
 * <p>A new proxy passes everything on. Faults can be switched on at any time, several together, and
 * concern connections that are open as well as later ones; {@link #heal()} ends all of them. All
 * methods that make faults give the proxy itself.
 *
 * <p>"Request" is what clients send and "reply" what the server sends, whatever the protocol. The
 * bytes are not interpreted; requests in an encrypted connection are recognized by a proxy with
 * {@link PeerTls} only.
 *
 * <p>Thread-safe. Whoever makes one closes it; its threads are daemons and end then.
 */
public final class FaultProxy implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InetSocketAddress target;
  private final @Nullable PeerTls tls;
  private final Faults faults;
  private final ProxyCounters counters = new ProxyCounters();
  private final Set<ProxyLink> links = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final List<Consumer<byte[]>> observers = new CopyOnWriteArrayList<>();
  private final ProxyDoor door;

  private FaultProxy(InetSocketAddress target, @Nullable PeerTls tls, Faults faults) {
    this.target = target;
    this.tls = tls;
    this.faults = faults;
    this.door = new ProxyDoor(listening -> start("door", () -> letIn(listening)));
  }

  /**
   * A proxy to a server, at a free port of the loopback address.
   *
   * @param host where the server is; looked up for each connection
   * @param port the server's port; it need not listen yet
   */
  public static FaultProxy to(String host, int port) {
    return to(host, port, null, new Faults());
  }

  /**
   * A proxy to a server that speaks nothing but TLS, at a free port of the loopback address. It
   * decrypts and encrypts again, so that requests can be recognized. While replies are held or
   * dropped, new connections hear nothing of a handshake either.
   *
   * @param host where the server is, as its certificate has it; looked up for each connection
   * @param port the server's port; it need not listen yet
   */
  public static FaultProxy to(String host, int port, PeerTls tls) {
    return to(host, port, tls, new Faults());
  }

  /** A proxy that makes its faults together with others: what happens once happens at one. */
  static FaultProxy to(String host, int port, @Nullable PeerTls tls, Faults faults) {
    return new FaultProxy(InetSocketAddress.createUnresolved(host, port), tls, faults);
  }

  /** Where clients must connect to, on the loopback address. */
  public int port() {
    return door.port();
  }

  /** Holds up each piece of data, in either direction, for this long. Zero ends that. */
  public FaultProxy delay(Duration each) {
    return delay(each, each);
  }

  /** Holds up each piece of data for this long, by direction. */
  public FaultProxy delay(Duration requests, Duration replies) {
    faults.delay(notNegative(requests), notNegative(replies));
    return this;
  }

  /**
   * Keeps replies back until {@link #heal()}, and passes them on then: a server that is slow for
   * exactly as long as a test wants it to be.
   */
  public FaultProxy holdReplies() {
    faults.holdReplies();
    return this;
  }

  /**
   * Keeps replies back on one connection, from the next request on that holds this text, until
   * {@link #heal()}. Other connections are left alone.
   *
   * @param text in the request, as bytes of ISO 8859-1; may be split over several packets
   */
  public FaultProxy holdRepliesFrom(String text) {
    faults.decide(holds(text), Faults.Fate.HELD);
    return this;
  }

  /**
   * Passes requests on and swallows all replies: the server does the work, and clients hear nothing
   * of it, not even that a connection ended.
   */
  public FaultProxy dropReplies() {
    faults.dropReplies();
    return this;
  }

  /**
   * Swallows the replies on one connection, from the next request on that holds this text. Clients
   * wait in vain; other connections are left alone.
   *
   * @param text in the request, as bytes of ISO 8859-1; may be split over several packets
   */
  public FaultProxy dropRepliesFrom(String text) {
    return dropRepliesFrom(holds(text));
  }

  /**
   * As {@link #dropRepliesFrom(String)}, for requests that need more than a text to be found.
   *
   * @param request is given what a client has sent since the last reply, as it grows
   */
  public FaultProxy dropRepliesFrom(Predicate<byte[]> request) {
    faults.decide(request, Faults.Fate.LOST);
    return this;
  }

  /**
   * Swallows the reply to the next request that holds this text, and then resets the client's
   * connection: the server has done the work, and the client sees that the connection is gone.
   * Happens once.
   *
   * @param text anywhere in the request, as bytes of ISO 8859-1; may be split over several packets.
   *     "COMMIT" is also in "READ COMMITTED"
   */
  public FaultProxy dropReplyOnce(String text) {
    return dropReplyOnce(holds(text));
  }

  /**
   * As {@link #dropReplyOnce(String)}, for requests that need more than a text to be found.
   *
   * @param request is given what a client has sent since the last reply, as it grows
   */
  public FaultProxy dropReplyOnce(Predicate<byte[]> request) {
    faults.decide(request, Faults.Fate.LOST_AND_RESET);
    return this;
  }

  /**
   * Passes on this many more bytes of replies, counted over all connections, and then cuts the
   * connection that carried the last of them. Happens once.
   */
  public FaultProxy cutAfter(long replyBytes) {
    if (replyBytes < 0) {
      throw new IllegalArgumentException(
          "A connection can be cut after 0 bytes or more, but not after " + replyBytes);
    }
    faults.cutAfter(replyBytes);
    return this;
  }

  /**
   * Tells the clients of all open connections that no more replies will come (they read an end of
   * file), while their requests still reach the server.
   */
  public FaultProxy halfClose() {
    links.forEach(ProxyLink::halfClose);
    return this;
  }

  /** Ends all open connections in an orderly way, on both sides. Later ones are let in. */
  public FaultProxy cut() {
    links.forEach(ProxyLink::cut);
    return this;
  }

  /** Resets all open connections, on both sides. Later ones are let in. */
  public FaultProxy reset() {
    links.forEach(ProxyLink::reset);
    return this;
  }

  /** Refuses connections from now on, as if no server listened. Open ones are left alone. */
  public FaultProxy refuseConnections() {
    door.shut();
    return this;
  }

  /**
   * Ends all faults. Connections of which a reply has been swallowed are reset, since TCP never
   * loses something and then goes on.
   */
  public FaultProxy heal() {
    faults.heal();
    links.forEach(ProxyLink::heal);
    faults.wake();
    door.open();
    return this;
  }

  /**
   * Shows a piece of each request to an observer before it is passed on, by the thread that passes
   * it on, from now on.
   */
  public FaultProxy onRequest(Consumer<byte[]> observer) {
    observers.add(observer);
    return this;
  }

  /** How many connections are open now. */
  public int connections() {
    return links.size();
  }

  /** What it has seen and done so far. */
  public FaultProxyStatistics statistics() {
    return counters.read(connections());
  }

  /**
   * Waits until exactly this many connections are open, for five seconds at most.
   *
   * @throws AssertionError if that does not happen
   */
  public void awaitConnections(int count) {
    awaitConnections(count, PATIENCE);
  }

  /**
   * Waits until exactly this many connections are open.
   *
   * @throws AssertionError if that does not happen in time
   */
  public void awaitConnections(int count, Duration atMost) {
    Poll.until(
        atMost,
        () -> connections() == count,
        () -> "Expected " + count + " open connections, but there are " + connections());
  }

  /** Closes all connections and the port, and waits for the threads to end. */
  @Override
  public void close() {
    door.close();
    links.forEach(ProxyLink::close);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      // Again and again: a thread that ends may have started another.
      while (!threads.isEmpty() && System.nanoTime() - deadline < 0) {
        for (Thread thread : threads) {
          thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Port, server and number of connections. */
  @Override
  public String toString() {
    return "FaultProxy(" + port() + " -> " + target + ", " + connections() + " open)";
  }

  private void letIn(ServerSocket listening) {
    while (true) {
      try {
        Socket client = listening.accept();
        ProxyLink link = new ProxyLink(client, tls, faults, counters, this::observe, links::remove);
        links.add(link);
        counters.accepted.increment();
        start("requests", () -> serve(link));
        if (listening.isClosed()) {
          // Shut while this one came in: closing the proxy may have missed it.
          link.close();
        }
      } catch (IOException shut) {
        return;
      }
    }
  }

  private void serve(ProxyLink link) {
    if (link.connect(target)) {
      start("replies", link::pumpReplies);
      link.pumpRequests();
    }
  }

  private void observe(byte[] request) {
    observers.forEach(observer -> observer.accept(request));
  }

  private Thread start(String job, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } finally {
                threads.remove(Thread.currentThread());
              }
            },
            "fault-proxy-" + job + "-to-" + target.getPort());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return thread;
  }

  private static Predicate<byte[]> holds(String text) {
    return request -> new String(request, StandardCharsets.ISO_8859_1).contains(text);
  }

  private static Duration notNegative(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("A delay must not be negative, but was " + duration);
    }
    return duration;
  }
}
