package dev.connections.sql.oracle;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The packet by which Oracle's listener rejects a connection. */
final class Refusal {

  private static final int TYPE = 4;

  /** Where its text begins. */
  private static final int HEADER = 12;

  private Refusal() {}

  static byte[] of(int number) {
    byte[] text =
        ("(DESCRIPTION=(TMP=)(VSNNUM=0)(ERR=%d)(ERROR_STACK=(ERROR=(CODE=%d)(EMFI=4))))"
                .formatted(number, number))
            .getBytes(US_ASCII);
    byte[] packet = new byte[HEADER + text.length];
    packet[0] = (byte) (packet.length >> 8);
    packet[1] = (byte) packet.length;
    packet[4] = TYPE;
    packet[10] = (byte) (text.length >> 8);
    packet[11] = (byte) text.length;
    System.arraycopy(text, 0, packet, HEADER, text.length);
    return packet;
  }
}
