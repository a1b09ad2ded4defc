package dev.connections.testing.sqlserver;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what is in a message: numbers with their lowest byte first, texts in UTF-16. */
final class TdsReader {

  private final ByteBuffer bytes;

  TdsReader(byte[] body) {
    this.bytes = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean isAtEnd() {
    return !bytes.hasRemaining();
  }

  int left() {
    return bytes.remaining();
  }

  int u8() {
    return bytes.get() & 0xFF;
  }

  int u16() {
    return bytes.getShort() & 0xFFFF;
  }

  int i32() {
    return bytes.getInt();
  }

  long i64() {
    return bytes.getLong();
  }

  double f64() {
    return bytes.getDouble();
  }

  float f32() {
    return bytes.getFloat();
  }

  byte[] raw(int length) {
    byte[] read = new byte[length];
    bytes.get(read);
    return read;
  }

  /** A whole number of any length. */
  long number(int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) u8() << (8 * i);
    }
    return value;
  }

  void skip(int length) {
    bytes.position(bytes.position() + length);
  }

  /** A text of so many characters. */
  String text(int characters) {
    return new String(raw(2 * characters), StandardCharsets.UTF_16LE);
  }

  /** The rest of a message that begins with the headers of a request; these are skipped. */
  TdsReader afterHeaders() {
    skip(bytes.getInt(bytes.position()));
    return this;
  }
}
