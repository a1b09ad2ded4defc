package dev.connections.rest;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/**
 * What is known of the connection that a call is about to use: whether it was kept from an earlier
 * call, and whether this one has sent anything yet. Goes along as a tag of the request.
 * Thread-safe, because OkHttp races connections on threads of its own.
 */
final class ConnectionUse extends EventListener {

  private final boolean repeatable;
  private volatile boolean connecting;
  private volatile boolean kept;
  private volatile boolean sent;

  /**
   * @param repeatable whether the call may be made again if it is not known what became of it
   */
  ConnectionUse(boolean repeatable) {
    this.repeatable = repeatable;
  }

  boolean isRepeatable() {
    return repeatable;
  }

  /** Whether nothing was sent so far, and the connection is an old one. */
  boolean isBeforeSendOnKept() {
    return kept && !sent;
  }

  @Override
  public void connectStart(Call call, InetSocketAddress inetSocketAddress, Proxy proxy) {
    connecting = true;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    kept = !connecting;
    connecting = false;
  }

  @Override
  public void requestHeadersStart(Call call) {
    sent = true;
  }
}
