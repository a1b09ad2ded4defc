package dev.connections.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Assumptions;

/**
 * The network between a type and its external system: a proxy before each port, and all of them
 * fail together. Without ports there is no network: refusing connections stops the external system
 * then, and tests that need other faults are skipped.
 */
final class ContractWire implements AutoCloseable {

  private final Peer peer;
  private final Supplier<String> request;
  private final List<FaultProxy> proxies = new ArrayList<>();

  /**
   * The network before an external system.
   *
   * @param request tells the text by which an exchange's request is known; not asked without ports
   */
  ContractWire(Peer peer, Supplier<String> request) {
    this.peer = peer;
    this.request = request;
    Faults shared = new Faults();
    for (int port : peer.ports()) {
      proxies.add(FaultProxy.to("localhost", port, peer.tls(), shared));
    }
  }

  /** Whether anything of the exchanges can be seen. */
  boolean exists() {
    return !proxies.isEmpty();
  }

  List<Integer> ports() {
    return proxies.stream().map(FaultProxy::port).toList();
  }

  void onRequest(Consumer<byte[]> observer) {
    proxies.forEach(proxy -> proxy.onRequest(observer));
  }

  /** Ends a test, as skipped, that cannot do without a network. */
  void demand() {
    if (!exists()) {
      Assumptions.abort("The external system has no port, so there is no network that could fail");
    }
  }

  void refuseConnections() {
    if (exists()) {
      proxies.forEach(FaultProxy::refuseConnections);
    } else {
      peer("stopped", peer::stop);
    }
  }

  void heal() {
    proxies.forEach(FaultProxy::heal);
    if (!exists()) {
      peer("started", peer::start);
    }
  }

  private static void peer(String done, ThrowingRunnable action) {
    try {
      action.run();
    } catch (Exception failure) {
      throw new AssertionError("The external system could not be " + done, failure);
    }
  }

  /** What may fail. */
  private interface ThrowingRunnable {
    void run() throws Exception;
  }

  void holdReplies() {
    fault(FaultProxy::holdReplies);
  }

  /** From the next request of an exchange on, as the other two. */
  void holdRepliesFrom() {
    fault(proxy -> proxy.holdRepliesFrom(request.get()));
  }

  void dropReplies() {
    fault(FaultProxy::dropReplies);
  }

  void dropRepliesFrom() {
    fault(proxy -> proxy.dropRepliesFrom(request.get()));
  }

  void dropReplyOnce() {
    fault(proxy -> proxy.dropReplyOnce(request.get()));
  }

  void cutAfter(long replyBytes) {
    fault(proxy -> proxy.cutAfter(replyBytes));
  }

  /** Ends all connections, if any can be seen. */
  void cut() {
    proxies.forEach(FaultProxy::cut);
  }

  void reset() {
    fault(FaultProxy::reset);
  }

  private void fault(Consumer<FaultProxy> fault) {
    demand();
    proxies.forEach(fault);
  }

  /** How many connections were made; 0 without ports. */
  long accepted() {
    return sum(FaultProxyStatistics::accepted);
  }

  /** How many bytes have gone to the external system; 0 without ports. */
  long requestBytes() {
    return sum(FaultProxyStatistics::requestBytes);
  }

  private long sum(ToLongFunction<FaultProxyStatistics> what) {
    return proxies.stream().map(FaultProxy::statistics).mapToLong(what).sum();
  }

  /** Waits until nothing is connected; does nothing without ports. */
  void awaitNoConnections() {
    proxies.forEach(proxy -> proxy.awaitConnections(0));
  }

  @Override
  public void close() {
    proxies.forEach(FaultProxy::close);
  }
}
