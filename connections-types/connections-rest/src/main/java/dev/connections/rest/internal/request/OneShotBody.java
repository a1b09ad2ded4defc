package dev.connections.rest.internal.request;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body that OkHttp may write once only, so that it cannot repeat the request by itself; and once
 * more after an answer that proves that the request was rejected.
 */
public final class OneShotBody extends RequestBody {

  private final RequestBody body;
  private volatile boolean rejected;

  public OneShotBody(RequestBody body) {
    this.body = body;
  }

  /** What it is that may be written once. */
  public RequestBody body() {
    return body;
  }

  @Override
  public @Nullable MediaType contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() throws IOException {
    return body.contentLength();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    rejected = false;
    body.writeTo(sink);
  }

  @Override
  public boolean isDuplex() {
    return body.isDuplex();
  }

  /** The server has said that it did nothing with what was written. */
  public void rejected() {
    rejected = true;
  }

  @Override
  public boolean isOneShot() {
    return !rejected || body.isOneShot();
  }
}
