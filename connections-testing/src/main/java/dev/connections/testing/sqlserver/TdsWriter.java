package dev.connections.testing.sqlserver;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Puts a message together: numbers with their lowest byte first, texts in UTF-16. */
final class TdsWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  TdsWriter u8(int value) {
    bytes.write(value);
    return this;
  }

  TdsWriter u16(int value) {
    return u8(value & 0xFF).u8(value >> 8 & 0xFF);
  }

  TdsWriter i32(int value) {
    return u16(value & 0xFFFF).u16(value >>> 16);
  }

  TdsWriter i64(long value) {
    return i32((int) value).i32((int) (value >>> 32));
  }

  TdsWriter raw(byte[] value) {
    bytes.writeBytes(value);
    return this;
  }

  TdsWriter text(String value) {
    return raw(value.getBytes(StandardCharsets.UTF_16LE));
  }

  /** A text after its length in one byte. */
  TdsWriter shortText(String value) {
    return u8(value.length()).text(value);
  }

  /** A text after its length in two bytes. */
  TdsWriter longText(String value) {
    return u16(value.length()).text(value);
  }

  /** Something after its length in bytes, in two bytes. */
  TdsWriter sized(TdsWriter value) {
    byte[] inside = value.toBytes();
    return u16(inside.length).raw(inside);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
