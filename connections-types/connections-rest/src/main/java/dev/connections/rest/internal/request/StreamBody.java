package dev.connections.rest.internal.request;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okio.BufferedSink;

/** What a source gives, from its beginning each time it is sent. */
public final class StreamBody extends CheckedBody {

  /** Opens it from its beginning. */
  public interface Opener {
    InputStream open() throws IOException;
  }

  private final Opener source;

  public StreamBody(Opener source, long length, MediaType mediaType) {
    super(mediaType, length);
    this.source = source;
  }

  @Override
  public void check() {}

  @Override
  public String what() {
    return "The stream of the body";
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    try (InputStream in = open()) {
      copy(in, sink);
    }
  }

  private InputStream open() throws IOException {
    try {
      return source.open();
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }
}
