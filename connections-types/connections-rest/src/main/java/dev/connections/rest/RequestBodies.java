package dev.connections.rest;

import dev.connections.rest.internal.request.FileBody;
import dev.connections.rest.internal.request.OnceBody;
import dev.connections.rest.internal.request.StreamBody;
import java.io.InputStream;
import java.nio.file.Path;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/**
 * Bodies that are streamed, as OkHttp's type, which is what the parts of its {@link
 * okhttp3.MultipartBody} are made of:
 *
 * <pre>{@code
 * MultipartBody form = new MultipartBody.Builder()
 *     .setType(MultipartBody.FORM)
 *     .addFormDataPart("title", "Holiday")
 *     .addFormDataPart("photo", "beach.jpg", RequestBodies.file(photo, "image/jpeg"))
 *     .build();
 * albums.send(RestRequest.post("/photos").body(form));
 * }</pre>
 *
 * <p>A body with a part that can be sent once only can be sent once only. What of it cannot be read
 * is a failure of this side: permanent, not retried, and no fault of the server.
 */
public final class RequestBodies {

  private RequestBodies() {}

  /**
   * A file, as it is now: if it is gone or another one when it is sent, the call fails before
   * anything is sent. It can be sent again.
   *
   * @param mediaType such as {@code image/jpeg}
   * @throws IllegalArgumentException if there is no such file, or the media type is none
   */
  public static RequestBody file(Path file, String mediaType) {
    return FileBody.of(file, mediaType(mediaType));
  }

  /**
   * A stream that is opened each time it is sent, and closed afterwards. It can be sent again.
   *
   * @param length how many bytes are sent; -1 for all there are, however many
   * @throws IllegalArgumentException if the length is less than -1, or the media type is none
   */
  public static RequestBody stream(BodySource source, long length, String mediaType) {
    return new StreamBody(source::open, length(length), mediaType(mediaType));
  }

  /**
   * A stream that can be read once. What it is sent with is not retried once a byte was read, and a
   * second call with it fails before anything is sent. Whoever has opened it closes it, after the
   * call.
   *
   * @param length how many bytes are sent; -1 for all there are, however many
   * @throws IllegalArgumentException if the length is less than -1, or the media type is none
   */
  public static RequestBody stream(InputStream stream, long length, String mediaType) {
    return new OnceBody(stream, length(length), mediaType(mediaType));
  }

  static MediaType mediaType(String text) {
    MediaType parsed = MediaType.parse(text);
    if (parsed == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a media type; one is written like text/csv");
    }
    return parsed;
  }

  private static long length(long length) {
    if (length < -1) {
      throw new IllegalArgumentException(
          "The length of a body must be at least 0, or -1 if it is not known, but is " + length);
    }
    return length;
  }
}
