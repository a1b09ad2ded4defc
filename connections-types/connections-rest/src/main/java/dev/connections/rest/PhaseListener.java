package dev.connections.rest;

import dev.connections.failure.Phase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how far a call has come. It never goes back: once something was sent, a later failure
 * to connect (for a second try or a redirect) does not prove the opposite. Thread-safe, because
 * OkHttp races connections on threads of its own.
 */
class PhaseListener extends EventListener {

  private volatile boolean connecting;
  private volatile boolean reused;
  private volatile boolean bodyLost;
  private volatile boolean bodyEmpty;
  private final AtomicReference<Phase> reached = new AtomicReference<>(Phase.RESOLVE);

  /** The furthest phase. */
  final Phase reached() {
    return Objects.requireNonNull(reached.get());
  }

  /** Whether the last exchange used a connection that had been idle in the pool. */
  final boolean isReused() {
    return reused;
  }

  /** Whether the answer was lost on the wire; otherwise what failed to be read was its content. */
  final boolean isBodyLost() {
    return bodyLost;
  }

  /** Whether the answer had no byte of a body, whatever its headers say of it. */
  final boolean isBodyEmpty() {
    return bodyEmpty;
  }

  private void reach(Phase phase) {
    reached.accumulateAndGet(
        phase,
        (furthest, now) ->
            // Before sending, a second address may well be resolved or connected to again.
            furthest.isBeforeSend() || now.compareTo(furthest) > 0 ? now : furthest);
  }

  /** Called when the server has answered and OkHttp goes on to another place by itself. */
  void redirected() {}

  @Override
  public void dnsStart(Call call, String domainName) {
    reach(Phase.RESOLVE);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress inetSocketAddress, Proxy proxy) {
    connecting = true;
    reach(Phase.CONNECT);
  }

  @Override
  public void secureConnectStart(Call call) {
    reach(Phase.AUTH);
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    reach(Phase.CONNECT);
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    reused = !connecting;
    connecting = false;
    reach(Phase.CONNECT);
  }

  @Override
  public void requestHeadersStart(Call call) {
    reach(Phase.SEND);
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    if (request.body() == null) {
      reach(Phase.RECEIVE);
    }
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    reach(Phase.RECEIVE);
  }

  @Override
  public void responseHeadersStart(Call call) {
    reach(Phase.RECEIVE);
  }

  @Override
  public void responseBodyEnd(Call call, long byteCount) {
    bodyEmpty = byteCount == 0;
  }

  @Override
  public void responseFailed(Call call, IOException ioe) {
    bodyLost = true;
  }

  @Override
  public void followUpDecision(Call call, Response networkResponse, @Nullable Request nextRequest) {
    if (nextRequest != null) {
      redirected();
    }
  }
}
