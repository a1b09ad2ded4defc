package dev.connections.rest;

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
}
