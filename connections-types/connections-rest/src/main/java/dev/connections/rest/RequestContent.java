package dev.connections.rest;

import java.util.function.Function;
import okhttp3.HttpUrl;
import okio.ByteString;

/** What a request carries. Immutable. */
sealed interface RequestContent {

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
   * A form with secrets, made for each attempt.
   *
   * @param text gives its text for the URL that it is sent to
   */
  record Form(Function<HttpUrl, String> text) implements RequestContent {}
}
