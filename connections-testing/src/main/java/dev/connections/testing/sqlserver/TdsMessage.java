package dev.connections.testing.sqlserver;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A message, which goes over the wire in packets of limited size, each with a header of 8 bytes
 * ([MS-TDS] 2.2.3.1). Immutable.
 *
 * @param type what it is
 * @param body what it says
 */
record TdsMessage(int type, byte[] body) {

  static final int BATCH = 0x01;
  static final int RPC = 0x03;
  static final int ANSWER = 0x04;
  static final int ATTENTION = 0x06;
  static final int TRANSACTION_MANAGER = 0x0E;
  static final int LOGIN = 0x10;
  static final int PRELOGIN = 0x12;

  static final int HEADER = 8;

  private static final int END_OF_MESSAGE = 0x01;
  private static final int IGNORE = 0x02;
  private static final int MOST = 4096 - HEADER;

  /** Waits for a message; the packets of one that the client has taken back are left out. */
  static TdsMessage read(DataInputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int type = in.readUnsignedByte();
      int status = in.readUnsignedByte();
      int length = in.readUnsignedShort();
      in.readInt(); // process, packet number, window: not used by anyone
      if (length < HEADER) {
        throw new IOException("A packet of " + length + " bytes, which has less than its header");
      }
      byte[] data = new byte[length - HEADER];
      in.readFully(data);
      body.writeBytes(data);
      if ((status & IGNORE) != 0) {
        body.reset();
      } else if ((status & END_OF_MESSAGE) != 0) {
        return new TdsMessage(type, body.toByteArray());
      }
    }
  }

  void write(OutputStream out) throws IOException {
    ByteArrayOutputStream packets = new ByteArrayOutputStream();
    int at = 0;
    int number = 1;
    do {
      int size = Math.min(MOST, body.length - at);
      boolean last = at + size == body.length;
      header(packets, last, size + HEADER, number++);
      packets.write(body, at, size);
      at += size;
    } while (at < body.length);
    out.write(packets.toByteArray());
    out.flush();
  }

  private void header(ByteArrayOutputStream out, boolean last, int length, int number) {
    out.write(type);
    out.write(last ? END_OF_MESSAGE : 0);
    out.write(length >> 8);
    out.write(length);
    out.write(0);
    out.write(0);
    out.write(number);
    out.write(0);
  }
}
