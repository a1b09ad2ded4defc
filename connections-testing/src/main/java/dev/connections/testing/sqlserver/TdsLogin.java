package dev.connections.testing.sqlserver;

import java.nio.charset.StandardCharsets;

/**
 * What a client sends to log in (LOGIN7, [MS-TDS] 2.2.6.4). Immutable.
 *
 * @param username the user
 * @param password the password, which is only scrambled on its way
 * @param applicationName what the client calls itself
 * @param database the database it asks for
 * @param readOnlyIntent whether it means to read only
 */
record TdsLogin(
    String username,
    String password,
    String applicationName,
    String database,
    boolean readOnlyIntent) {

  private static final int TYPE_FLAGS = 26;
  private static final int READ_ONLY_INTENT = 0x20;
  private static final int USERNAME = 40;
  private static final int PASSWORD = 44;
  private static final int APPLICATION = 48;
  private static final int DATABASE = 68;

  static TdsLogin read(byte[] body) {
    return new TdsLogin(
        new String(field(body, USERNAME), StandardCharsets.UTF_16LE),
        new String(unscrambled(field(body, PASSWORD)), StandardCharsets.UTF_16LE),
        new String(field(body, APPLICATION), StandardCharsets.UTF_16LE),
        new String(field(body, DATABASE), StandardCharsets.UTF_16LE),
        (body[TYPE_FLAGS] & READ_ONLY_INTENT) != 0);
  }

  /** Place and length in characters are at fixed places, the text is behind them. */
  private static byte[] field(byte[] body, int at) {
    TdsReader reader = new TdsReader(body);
    reader.skip(at);
    int start = reader.u16();
    int characters = reader.u16();
    TdsReader text = new TdsReader(body);
    text.skip(start);
    return text.raw(2 * characters);
  }

  private static byte[] unscrambled(byte[] scrambled) {
    byte[] plain = new byte[scrambled.length];
    for (int i = 0; i < plain.length; i++) {
      int turned = (scrambled[i] ^ 0xA5) & 0xFF;
      plain[i] = (byte) (turned << 4 | turned >> 4);
    }
    return plain;
  }

  SqlServerLogin told(boolean encrypted, boolean admitted) {
    return new SqlServerLogin(
        username, applicationName, database, readOnlyIntent, encrypted, admitted);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return username + " as " + applicationName;
  }
}
