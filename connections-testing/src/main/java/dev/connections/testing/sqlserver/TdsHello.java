package dev.connections.testing.sqlserver;

/** Both sides say first what they can (PRELOGIN, [MS-TDS] 2.2.6.5). */
final class TdsHello {

  private static final int VERSION = 0;
  private static final int ENCRYPTION = 1;
  private static final int MARS = 4;
  private static final int END = 0xFF;
  private static final int ENTRY = 5;

  private static final int ON = 1;
  private static final int NOT_SUPPORTED = 2;
  private static final int REQUIRED = 3;

  private TdsHello() {}

  /** Whether the client wants all that it sends to be encrypted. */
  static boolean wantsEncryption(byte[] hello) {
    for (int at = 0; at + ENTRY <= hello.length && (hello[at] & 0xFF) != END; at += ENTRY) {
      if (hello[at] == ENCRYPTION) {
        int place = ((hello[at + 1] & 0xFF) << 8) | (hello[at + 2] & 0xFF);
        int wish = hello[place] & 0xFF;
        return wish == ON || wish == REQUIRED;
      }
    }
    return false;
  }

  /** What the server can: one statement at a time, and TLS for all or for nothing. */
  static byte[] answer(boolean encrypts) {
    int values = 3 * ENTRY + 1;
    TdsWriter out = new TdsWriter();
    entry(out, VERSION, values, 6);
    entry(out, ENCRYPTION, values + 6, 1);
    entry(out, MARS, values + 7, 1);
    out.u8(END);
    out.u8(TdsTokens.MAJOR_VERSION).u8(0).u8(TdsTokens.BUILD >> 8).u8(TdsTokens.BUILD).u16(0);
    out.u8(encrypts ? ON : NOT_SUPPORTED);
    out.u8(0);
    return out.toBytes();
  }

  private static void entry(TdsWriter out, int what, int place, int length) {
    out.u8(what).u8(place >> 8).u8(place).u8(length >> 8).u8(length);
  }
}
