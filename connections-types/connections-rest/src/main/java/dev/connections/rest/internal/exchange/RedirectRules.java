package dev.connections.rest.internal.exchange;

import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Which redirects may be followed: RFC 9110, section 15.4, as data.
 *
 * <table>
 *   <caption>What a redirect leads to</caption>
 *   <tr><th>status</th><th>method</th><th>what happens</th></tr>
 *   <tr><td>300, 301, 302</td><td>GET, HEAD, PROPFIND</td><td>the same request is sent to the new place</td></tr>
 *   <tr><td>300, 301, 302</td><td>any other</td><td>not followed: a client that makes a GET of it has
 *       done nothing of what was asked for</td></tr>
 *   <tr><td>303</td><td>any</td><td>the answer is fetched with a GET: the request has been done</td></tr>
 *   <tr><td>307, 308</td><td>any</td><td>the same request with its body is sent to the new place, unless
 *       it must not be sent twice</td></tr>
 *   <tr><td>any</td><td>any, from https to http</td><td>not followed: what was encrypted would be sent
 *       in the clear</td></tr>
 * </table>
 */
public final class RedirectRules {

  /** The safe methods that OkHttp keeps; it would turn the others, such as OPTIONS, into GET. */
  private static final Set<String> KEPT = Set.of("GET", "HEAD", "PROPFIND");

  private RedirectRules() {}

  /** Whether OkHttp would turn the request into one that does something else. */
  public static boolean changesRequest(int status, String method) {
    return (status == 300 || status == 301 || status == 302) && !KEPT.contains(method);
  }

  /** Whether the new place would get in the clear what was encrypted so far. */
  public static boolean losesEncryption(HttpUrl now, @Nullable String location) {
    HttpUrl next = location == null ? null : now.resolve(location);
    return now.isHttps() && next != null && !next.isHttps();
  }

  /** Whether a status names another place for the request. */
  public static boolean isRedirect(int status) {
    return (status >= 300 && status <= 303) || status == 307 || status == 308;
  }
}
