package dev.connections.rest;

import dev.connections.ConnectionException;
import dev.connections.Operation;
import dev.connections.spi.ConnectionCore;
import dev.connections.spi.Permit;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Lets a call of the native client in: it waits for a permit as everybody does, and holds it until
 * the answer has been read or closed.
 */
final class AdmissionInterceptor implements Interceptor {

  private static final int SWITCHING_PROTOCOLS = 101;

  private final ConnectionCore core;

  AdmissionInterceptor(ConnectionCore core) {
    this.core = core;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Permit permit = admit(MethodEffects.operation(request.method(), "client " + request.method()));
    permit.onAbort(chain.call()::cancel);
    PhaseListener phases = new PhaseListener();
    chain.call().addEventListener(phases);
    boolean handedOn = false;
    try {
      Response response = chain.proceed(request);
      handedOn = response.code() != SWITCHING_PROTOCOLS; // a web socket has a life of its own
      return handedOn
          ? response.newBuilder().body(new PermitBody(response.body(), permit)).build()
          : response;
    } catch (IOException failure) {
      if (!chain.call().isCanceled()) {
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

  private Permit admit(Operation operation) throws CallRefusedException {
    try {
      return core.admit(operation);
    } catch (ConnectionException refused) {
      throw new CallRefusedException(refused);
    }
  }
}
