package dev.connections.rest;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okio.BufferedSink;

/** What a source gives, from its beginning each time it is sent. */
final class StreamBody extends CheckedBody {

  private final BodySource source;

  StreamBody(BodySource source, long length, MediaType mediaType) {
    super(mediaType, length);
    this.source = source;
  }

  @Override
  void check() {}

  @Override
  String what() {
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
