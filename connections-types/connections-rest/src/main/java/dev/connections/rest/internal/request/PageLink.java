package dev.connections.rest.internal.request;

import dev.connections.failure.Outcome;
import dev.connections.failure.Phase;
import dev.connections.rest.internal.failure.AnswerException;
import dev.connections.spi.FailureClassification;
import dev.connections.spi.FailureClassification.Kind;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page is, at whichever server it is asked for: the path and the query as the link
 * has them, which are not for us to interpret.
 *
 * @param segments the escaped segments of the path, from the connection's url on, if it is below it
 * @param below whether it is below the connection's url; otherwise the path is the whole one
 * @param query the escaped query; null if there is none
 */
public record PageLink(List<String> segments, boolean below, @Nullable String query) {

  /**
   * A link of an answer.
   *
   * @param target as the server has written it; may be relative to where the answer is from
   * @throws AnswerException if it does not lead to the origin of the base
   */
  public static PageLink of(String target, HttpUrl from, BaseUrl base, Object label)
      throws AnswerException {
    HttpUrl url = from.resolve(target);
    if (url == null || !base.isSameOrigin(url)) {
      String where = url == null ? "no http or https URL" : "another origin, " + origin(url);
      throw new AnswerException(
          FailureClassification.failure(Kind.PERMANENT)
              .during(Phase.RECEIVE)
              .outcome(Outcome.APPLIED)
              .nextStep(
                  "Correct the links of the server, or what a proxy before it makes of its own"
                      + " address: only links to the origin of the connection's url are followed,"
                      + " since credentials go nowhere else")
              .because(
                  label + " was answered with a page whose link to the next one leads to " + where),
          null);
    }
    return base.link(url);
  }

  private static String origin(HttpUrl url) {
    return url.scheme() + "://" + url.host() + ":" + url.port();
  }
}
