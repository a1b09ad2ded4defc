package dev.connections.rest.internal.connection;

import dev.connections.Deadline;
import dev.connections.Operation;
import dev.connections.TimeSource;
import dev.connections.failure.ConnectionException;
import dev.connections.rest.CallRejectedException;
import dev.connections.rest.auth.RequestSigner;
import dev.connections.rest.internal.exchange.HeaderLimit;
import dev.connections.rest.internal.exchange.PermitBody;
import dev.connections.rest.internal.exchange.PermitReturn;
import dev.connections.rest.internal.exchange.PhaseListener;
import dev.connections.rest.internal.request.MethodEffects;
import dev.connections.rest.internal.token.BearerTokens;
import dev.connections.spi.ClientConnection.Reached;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.Permit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call of the native client in: it waits for a permit as everyone does, and holds it until
 * the answer has been read or closed. The client that users hold is that of the first endpoint;
 * what another one is to do instead becomes a call of that one's client. Web sockets stay with the
 * first.
 */
final class AdmissionInterceptor implements Interceptor {

  private static final int SWITCHING_PROTOCOLS = 101;

  private final ConnectionCore<? extends Reached<RestServer>> core;
  private final RestServer original;
  private final @Nullable RequestSigner signer;

  /**
   * For a client.
   *
   * @param signer signs its requests; null if none does
   */
  AdmissionInterceptor(
      ConnectionCore<? extends Reached<RestServer>> core,
      RestServer original,
      @Nullable RequestSigner signer) {
    this.core = core;
    this.original = original;
    this.signer = signer;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Permit<? extends Reached<RestServer>> permit =
        admit(MethodEffects.operation(request.method(), "client " + request.method()));
    permit.onCancel(chain.call()::cancel);
    PhaseListener phases = new PhaseListener(false);
    boolean handedOn = false;
    try {
      Deadline headers = Deadline.after(limit(), TimeSource.system());
      RestServer server = permit.endpoint().client();
      Request sent = at(server, signed(request));
      BearerTokens tokens = server.tokens();
      if (tokens != null) {
        sent = tokens.onNative(sent, chain.call(), headers);
      }
      Call call = callTo(server, sent, chain);
      call.addEventListener(phases);
      Response response = inTime(chain, call, sent, headers);
      if (tokens != null) {
        boolean unused = tokens.isRenewed(response); // for the next call; this one has its answer
      }
      if (!mayHaveBody(response)) {
        return response;
      }
      handedOn = true;
      PermitReturn.watch(call, permit);
      return response.newBuilder().body(new PermitBody(response.body(), permit)).build();
    } catch (IOException failure) {
      if (!chain.call().isCanceled() || failure instanceof InterruptedIOException) {
        // Told for health's sake; the caller gets what OkHttp threw.
        RuntimeException unused = permit.failed(failure, phases.reached());
      }
      throw failure;
    } finally {
      if (!handedOn) {
        permit.close();
      }
    }
  }

  /**
   * Whether there may be a byte to read. No one needs to close an answer that has none, such as
   * that to HEAD, so its permit is given back at once; that of a web socket as well, which has a
   * life of its own.
   */
  private static boolean mayHaveBody(Response response) {
    return switch (response.code()) {
      case SWITCHING_PROTOCOLS, 204, 205, 304 -> false;
      default ->
          !response.request().method().equals("HEAD") && response.body().contentLength() != 0;
    };
  }

  /** Limits the time to the headers; the body of an endless answer has only the read timeout. */
  private static Response inTime(Chain chain, Call call, Request sent, Deadline headers)
      throws IOException {
    return HeaderLimit.inTime(
        Math.max(1, headers.remainingNanos()),
        chain.call()::cancel,
        () -> call == chain.call() ? chain.proceed(sent) : call.execute());
  }

  private Duration limit() {
    return Duration.ofMillis(original.client().callTimeoutMillis());
  }

  private Request signed(Request request) {
    return signer == null ? request : request.newBuilder().tag(RequestSigner.class, signer).build();
  }

  private boolean isMoved(RestServer server, Request request) {
    return server != original && original.base().isSameOrigin(request.url());
  }

  /** The request as this server gets it. */
  private Request at(RestServer server, Request request) {
    return isMoved(server, request)
        ? server.base().rebase(request, original.base()).build()
        : request;
  }

  /** What carries the request: the user's own call, or one of the server's client in its place. */
  private Call callTo(RestServer server, Request sent, Chain chain) {
    if (!isMoved(server, chain.request())) {
      return chain.call();
    }
    Call call = server.client().newCall(sent);
    call.timeout().timeout(chain.call().timeout().timeoutNanos(), TimeUnit.NANOSECONDS);
    chain
        .call()
        .addEventListener(
            new EventListener() {
              @Override
              public void canceled(Call outer) {
                call.cancel();
              }
            });
    return call;
  }

  private Permit<? extends Reached<RestServer>> admit(Operation operation)
      throws CallRejectedException {
    try {
      return core.admitClient(operation);
    } catch (ConnectionException rejected) {
      throw new CallRejectedException(rejected);
    }
  }
}
