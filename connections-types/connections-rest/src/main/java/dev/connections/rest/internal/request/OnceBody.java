package dev.connections.rest.internal.request;

import dev.connections.rest.internal.failure.UnsendableBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okio.BufferedSink;

/** A stream that is there once. Whoever has opened it closes it. */
public final class OnceBody extends CheckedBody {

  private static final String NEXT_STEP =
      "Make the body of something that can be reopened: body(source, length, mediaType), a file"
          + " or bytes";

  private final InputStream stream;
  private final AtomicBoolean read = new AtomicBoolean();

  public OnceBody(InputStream stream, long length, MediaType mediaType) {
    super(mediaType, length);
    this.stream = stream;
  }

  @Override
  public void check() throws UnsendableBodyException {
    if (read.get()) {
      throw UnsendableBodyException.unsent(
          what() + " was read by an earlier call or attempt, and is there only once", NEXT_STEP);
    }
  }

  @Override
  public String what() {
    return "The stream of the body";
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    if (!read.compareAndSet(false, true)) { // two calls at once
      throw UnsendableBodyException.halfway(
          what() + " is being read by another call, and is there only once", NEXT_STEP, null);
    }
    copy(stream, sink);
  }
}
