package dev.connections.rest.auth;

/** How a client says to a token server who it is. */
public enum ClientAuthentication {
  /**
   * Id and secret in the header {@code Authorization: Basic …}, each encoded as in a form before
   * (RFC 6749, section 2.3.1). For servers that do not decode them, use {@link #POST}.
   */
  BASIC,
  /** Id and secret as parameters in the body, for servers that do not take the header. */
  POST,
  /** A token that is signed with the client's private key (RFC 7523), and no secret. */
  PRIVATE_KEY_JWT
}
