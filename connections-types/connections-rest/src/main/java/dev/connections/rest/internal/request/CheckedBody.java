package dev.connections.rest.internal.request;

import dev.connections.rest.internal.failure.UnsendableBodyException;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A body that knows, before anything is sent, whether it can be sent. */
public abstract class CheckedBody extends RequestBody {

  private static final int CHUNK = 16 * 1024;

  private final MediaType mediaType;
  private final long length;

  /**
   * A body.
   *
   * @param length in bytes; -1 if it is not known
   */
  public CheckedBody(MediaType mediaType, long length) {
    this.mediaType = mediaType;
    this.length = length;
  }

  /** Asks a body, or the parts that it is made of, whether it can be sent now. */
  public static void check(RequestBody body) throws UnsendableBodyException {
    if (body instanceof CheckedBody checked) {
      checked.check();
    } else if (body instanceof SentBody sent) {
      check(sent.body());
    } else if (body instanceof MultipartBody parts) {
      for (MultipartBody.Part part : parts.parts()) {
        check(part.body());
      }
    }
  }

  /** Throws if it cannot be sent now; nothing has been sent then. */
  public abstract void check() throws UnsendableBodyException;

  /** What to call it at the beginning of a sentence, such as "The file '/tmp/x'". */
  public abstract String what();

  @Override
  public final MediaType contentType() {
    return mediaType;
  }

  @Override
  public final long contentLength() {
    return length;
  }

  /**
   * Sends the bytes, as many as were announced. What the server does not take is thrown as it is.
   */
  public final void copy(InputStream from, BufferedSink to) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long left = length < 0 ? Long.MAX_VALUE : length;
    while (left > 0) {
      int count = read(from, chunk, (int) Math.min(chunk.length, left));
      if (count < 0) {
        break;
      }
      to.write(chunk, 0, count);
      left -= count;
    }
    if (length >= 0 && left > 0) {
      throw UnsendableBodyException.halfway(
          what() + " ended after " + (length - left) + " of " + length + " bytes",
          "Give the length that it has, or -1",
          null);
    }
  }

  private int read(InputStream from, byte[] chunk, int most) throws IOException {
    try {
      return from.read(chunk, 0, most);
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  public final UnsendableBodyException unreadable(IOException failure) {
    return UnsendableBodyException.halfway(
        what() + " could not be read: " + failure,
        "See the cause: reading the body has failed, not the connection",
        failure);
  }
}
