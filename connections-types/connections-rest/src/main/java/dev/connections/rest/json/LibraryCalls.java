package dev.connections.rest.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a library, and makes what it throws the exception that {@link JsonCodec} promises. Each has
 * its own: exceptions that are none of I/O, an {@code AssertionError} for a record that it may not
 * see (Moshi), a {@code StackOverflowError} for what is nested too deeply or contains itself.
 */
final class LibraryCalls {

  private final String library;

  /**
   * Calls of one library.
   *
   * @param library what messages call it
   */
  LibraryCalls(String library) {
    this.library = library;
  }

  /** Makes a value of a text. */
  interface Reading<T> {
    @Nullable T value() throws IOException;
  }

  /** Makes a text of a value. */
  interface Writing {
    byte[] json() throws IOException;
  }

  <T> @Nullable T read(JsonType<T> type, Reading<T> reading) throws IOException {
    try {
      return reading.value();
    } catch (IOException | RuntimeException | AssertionError failure) {
      throw new IOException(library + " cannot read the JSON text as " + type, failure);
    } catch (StackOverflowError tooDeep) {
      // Not the cause: a thousand lines that say nothing.
      throw new IOException(
          library + " cannot read the JSON text as " + type + ": it is nested too deeply");
    }
  }

  byte[] write(Object value, Writing writing) throws IOException {
    try {
      return writing.json();
    } catch (IOException | RuntimeException | AssertionError failure) {
      throw new IOException(unwritable(value), failure);
    } catch (StackOverflowError tooDeep) {
      throw new IOException(
          unwritable(value) + ": it contains itself, or is nested too deeply to be written");
    }
  }

  private String unwritable(Object value) {
    return library + " cannot write a " + value.getClass().getTypeName() + " as JSON";
  }
}
