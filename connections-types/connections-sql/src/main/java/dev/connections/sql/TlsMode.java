package dev.connections.sql;

/** How a connection to the server is encrypted. */
public enum TlsMode {
  /** Encrypted; the certificate must be trusted and be the host's. */
  VERIFY_FULL,
  /** Encrypted, but whoever answers is trusted: no protection against a man in the middle. */
  REQUIRE,
  /** Not encrypted. */
  DISABLE
}
