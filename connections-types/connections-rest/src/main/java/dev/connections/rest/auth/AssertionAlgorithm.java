package dev.connections.rest.auth;

/** What a client's own token is signed with, by its names in RFC 7518. */
public enum AssertionAlgorithm {
  /** RSA and SHA-256. */
  RS256,
  /** The elliptic curve P-256 and SHA-256. */
  ES256
}
