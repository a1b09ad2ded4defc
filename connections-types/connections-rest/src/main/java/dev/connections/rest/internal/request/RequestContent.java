package dev.connections.rest.internal.request;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.ByteString;

/** What a request carries. Immutable. */
public sealed interface RequestContent {

  /** Nothing. */
  RequestContent NONE = new None();

  /** Nothing. */
  record None() implements RequestContent {}

  /**
   * A value that the connection's codec turns into JSON.
   *
   * @param value the value
   */
  record Json(Object value) implements RequestContent {}

  /**
   * Bytes as they are.
   *
   * @param bytes the bytes
   * @param mediaType what they are
   */
  record Raw(ByteString bytes, String mediaType) implements RequestContent {}

  /**
   * A file, as it is when a call begins.
   *
   * @param path the file
   * @param mediaType what it holds
   */
  record File(Path path, MediaType mediaType) implements RequestContent {}

  /**
   * The fields of a form.
   *
   * @param fields their names and values in their order
   */
  record Form(List<Map.Entry<String, String>> fields) implements RequestContent {}

  /**
   * A body that is made already.
   *
   * @param body the body
   */
  record Made(RequestBody body) implements RequestContent {}
}
