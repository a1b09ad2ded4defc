package dev.connections.rest;

import dev.connections.testing.FaultProxy;
import okhttp3.ConnectionPool;

/** A server behind the fault proxy, to which something happens once the connection is open. */
final class ProxyFault implements Counterpart {

  private final FaultServer server =
      new FaultServer((number, head, socket) -> FaultServer.write(socket, FaultServer.ok(head)));

  private final FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
  private final String fault;

  /**
   * A fault.
   *
   * @param fault what happens
   */
  ProxyFault(String fault) {
    this.fault = fault;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + proxy.port();
  }

  @Override
  public void opened(ConnectionPool pool) {
    switch (fault) {
      case "refused from now on" -> {
        pool.evictAll();
        proxy.refuseConnections();
      }
      case "the answer is lost once, and a reset" -> proxy.dropReplyOnce(" /orders ");
      case "answers are lost, without a sign" -> proxy.dropReplies();
      case "the kept connection is closed" -> proxy.cut().awaitConnections(0);
      default -> throw new IllegalArgumentException(fault);
    }
  }

  @Override
  public int requests() {
    return server.requests();
  }

  @Override
  public int openSockets() {
    return proxy.connections();
  }

  @Override
  public void close() {
    proxy.close();
    server.close();
  }
}
