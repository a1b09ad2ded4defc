package dev.connections.rest.auth;

import java.util.Map;

/**
 * Signs requests, as API gateways, payment providers and clouds want it. Given to a connection with
 * {@code RestConnection.withSigner}.
 *
 * <p>It is asked for every request that goes to the host of the connection's url, as the last thing
 * before it is sent: of every attempt, and again where that host redirects to another of its URLs.
 * So what is signed is what is sent, and a date or a nonce is a new one each time. A request that a
 * redirect takes to another host is not signed, and loses the headers of an earlier signature.
 *
 * <p>Called by the thread that sends, many at once: implementations are thread-safe, and fast. It
 * reads its key where it is needed ({@link dev.connections.Secret#reveal()}), so that a rotated one
 * counts. What it throws ends the call; nothing was sent then.
 */
@FunctionalInterface
public interface RequestSigner {

  /**
   * The headers that make the request a signed one.
   *
   * @param request what is about to be sent
   * @return headers by name, which take the place of those that the request has; a name or value
   *     that HTTP does not allow ends the call
   * @throws Exception if it cannot be signed
   */
  Map<String, String> sign(SignableRequest request) throws Exception;
}
