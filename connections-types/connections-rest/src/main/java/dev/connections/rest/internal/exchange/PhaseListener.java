package dev.connections.rest.internal.exchange;

import dev.connections.failure.Phase;
import dev.connections.spi.AttemptScope;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what happens to a call, and goes along as a tag of its request: how far it has come,
 * what connection it uses, and what was answered. It never goes back: once something was sent, a
 * later failure to connect (for a second try or a redirect) does not prove the opposite.
 * Thread-safe, because OkHttp races connections on threads of its own.
 */
public class PhaseListener extends EventListener {

  private final boolean repeatable;
  private volatile boolean connecting;
  private volatile boolean reused;
  private volatile boolean bodyLost;
  private volatile boolean bodyEmpty;
  private final AtomicReference<Phase> reached = new AtomicReference<>(Phase.RESOLVE);

  private volatile @Nullable Response lastHeaders;

  /** Where it was redirected to last. */
  private volatile @Nullable HttpUrl place;

  /**
   * For a call that has not begun.
   *
   * @param repeatable whether the call may be made again if it is not known what became of it
   */
  public PhaseListener(boolean repeatable) {
    this.repeatable = repeatable;
  }

  /** The one that goes along with a request; null if there is none. */
  static @Nullable PhaseListener of(Request request) {
    return request.tag(PhaseListener.class);
  }

  /** The attempt that makes the call; null if it is a call of the native client. */
  public @Nullable AttemptScope scope() {
    return null;
  }

  public final boolean isRepeatable() {
    return repeatable;
  }

  /** Whether nothing was sent so far, and the connection is an old one. */
  public final boolean isBeforeSendOnKept() {
    return reused && reached().isBeforeSend();
  }

  /** The last headers that came in; with the request as it was sent, credentials included. */
  final @Nullable Response lastHeaders() {
    return lastHeaders;
  }

  /** The furthest phase. */
  public final Phase reached() {
    return Objects.requireNonNull(reached.get());
  }

  /** Whether the last exchange used a connection that had been idle in the pool. */
  public final boolean isReused() {
    return reused;
  }

  /** Whether the answer was lost on the wire; otherwise what failed to be read was its content. */
  public final boolean isBodyLost() {
    return bodyLost;
  }

  /** Whether the answer had no byte of a body, whatever its headers say of it. */
  public final boolean isBodyEmpty() {
    return bodyEmpty;
  }

  /**
   * What to call the request in messages: where it was redirected to is part of it, without what
   * may be secret there.
   */
  public final Object named(Object label) {
    HttpUrl there = place;
    return there == null
        ? label
        : label
            + ", redirected to "
            + there.newBuilder().username("").password("").query(null).fragment(null).build();
  }

  private void reach(Phase phase) {
    reached.accumulateAndGet(
        phase,
        (furthest, now) ->
            // Before sending, a second address may well be resolved or connected to again.
            furthest.isBeforeSend() || now.compareTo(furthest) > 0 ? now : furthest);
  }

  /** Called when the server has answered and OkHttp goes on to another place by itself. */
  public void redirected() {}

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
  public void responseHeadersEnd(Call call, Response response) {
    lastHeaders = response;
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
      if (!nextRequest.url().equals(networkResponse.request().url())) {
        place = nextRequest.url();
      }
      redirected();
    }
  }
}
