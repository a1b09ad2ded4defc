package dev.connections.rest.internal.request;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A body that can be sent once only, in one call, which learns whether any of it was sent. */
public final class SentBody extends RequestBody {

  /** Ends the sentence that says why a call was not retried. */
  public static final String WHY_NOT_REPEATABLE =
      "its body was being sent, and can be read only once; body(source, length, mediaType) takes a"
          + " stream that can be reopened";

  private final RequestBody body;
  private volatile boolean begun;

  public SentBody(RequestBody body) {
    this.body = body;
  }

  public RequestBody body() {
    return body;
  }

  /** Whether a byte of it may have been read. */
  public static boolean isBegun(@Nullable RequestBody body) {
    return body instanceof SentBody sent && sent.begun;
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
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    begun = true;
    body.writeTo(sink);
  }
}
