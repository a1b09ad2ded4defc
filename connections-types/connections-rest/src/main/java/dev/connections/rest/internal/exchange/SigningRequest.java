package dev.connections.rest.internal.exchange;

import dev.connections.rest.auth.RequestSigner;
import dev.connections.rest.auth.SignableRequest;
import dev.connections.rest.internal.failure.SigningFailedException;
import dev.connections.rest.internal.request.HeaderMap;
import dev.connections.rest.internal.request.HeaderRules;
import dev.connections.rest.internal.request.OneShotBody;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** A request while it is signed. Used by one thread. */
final class SigningRequest implements SignableRequest {

  private final Request request;
  private final Map<String, List<String>> headers;

  private SigningRequest(Request request) {
    this.request = request;
    this.headers = HeaderMap.of(request.headers());
  }

  /** The request with what its signer adds; itself if it has none. */
  static Request signed(Request request) throws SigningFailedException {
    RequestSigner signer = request.tag(RequestSigner.class);
    if (signer == null) {
      return request;
    }
    Request.Builder signed = request.newBuilder();
    try {
      signer
          .sign(new SigningRequest(request))
          .forEach(
              (name, value) -> {
                HeaderRules.check(name, value);
                signed.header(name, value);
              });
    } catch (Exception failure) { // OkHttp expects none but an IOException
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new SigningFailedException(failure);
    }
    return signed.build();
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public String url() {
    return request.url().toString();
  }

  @Override
  public String path() {
    return request.url().encodedPath();
  }

  @Override
  public @Nullable String query() {
    return request.url().encodedQuery();
  }

  @Override
  public Map<String, List<String>> headers() {
    return headers;
  }

  @Override
  public byte @Nullable [] bodyDigest(MessageDigest digest) throws IOException {
    RequestBody body = request.body() instanceof OneShotBody once ? once.body() : request.body();
    if (body == null) {
      return digest.digest();
    }
    if (body.isOneShot() || body.isDuplex()) {
      return null;
    }
    try (BufferedSink sink =
        Okio.buffer(Okio.sink(new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
      body.writeTo(sink);
    }
    return digest.digest();
  }
}
