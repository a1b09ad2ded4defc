package dev.connections.testing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Copies what is printed to the terminal, which is where most loggers write in tests, from its
 * making until it is closed. Thread-safe.
 */
final class CapturedOutput implements AutoCloseable {

  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  CapturedOutput() {
    System.setOut(copying(out));
    System.setErr(copying(err));
  }

  private PrintStream copying(PrintStream original) {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int character) {
            copy.write(character);
            original.write(character);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            copy.write(bytes, offset, length);
            original.write(bytes, offset, length);
          }
        },
        true,
        StandardCharsets.UTF_8);
  }

  String text() {
    return copy.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }
}
