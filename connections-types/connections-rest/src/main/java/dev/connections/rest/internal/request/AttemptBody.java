package dev.connections.rest.internal.request;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A body that is made for each attempt, and for the place that it goes to. As it may hold a secret,
 * no redirect takes it elsewhere: it is one-shot.
 */
public final class AttemptBody extends RequestBody {

  private final MediaType mediaType;
  private final Function<HttpUrl, String> text;
  private final byte[] made;

  /**
   * One that is not made yet.
   *
   * @param text gives its text for a URL; called for each attempt
   */
  public AttemptBody(MediaType mediaType, Function<HttpUrl, String> text) {
    this(mediaType, text, new byte[0]);
  }

  private AttemptBody(MediaType mediaType, Function<HttpUrl, String> text, byte[] made) {
    this.mediaType = mediaType;
    this.text = text;
    this.made = made;
  }

  /** The body of an attempt. */
  public AttemptBody at(HttpUrl url) {
    return new AttemptBody(mediaType, text, text.apply(url).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public MediaType contentType() {
    return mediaType;
  }

  @Override
  public long contentLength() {
    return made.length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws java.io.IOException {
    sink.write(made);
  }
}
