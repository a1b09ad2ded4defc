package dev.connections.rest.internal.failure;

import dev.connections.failure.Outcome;
import dev.connections.spi.FailureClassification.Kind;
import java.util.Map;

/**
 * What a status that is not a success means: RFC 9110 section 15, RFC 6585 and RFC 8470 as data.
 * What follows from it depends on the effect of the operation, which is the pipeline's business.
 *
 * @param kind what sort of failure it is
 * @param outcome what it proves
 * @param endpointFault whether the server is at fault, not the request
 */
public record StatusMeaning(Kind kind, Outcome outcome, boolean endpointFault) {

  private static final StatusMeaning ASK_LATER =
      new StatusMeaning(Kind.TRANSIENT, Outcome.NOT_APPLIED, false);

  private static final StatusMeaning SERVER_BUSY =
      new StatusMeaning(Kind.TRANSIENT, Outcome.NOT_APPLIED, true);

  private static final StatusMeaning SERVER_FAILED =
      new StatusMeaning(Kind.TRANSIENT, Outcome.UNKNOWN, true);

  private static final StatusMeaning REJECTED =
      new StatusMeaning(Kind.PERMANENT, Outcome.NOT_APPLIED, false);

  /** Most likely done, with the result elsewhere; but a login page is announced like that, too. */
  private static final StatusMeaning SEE_OTHER =
      new StatusMeaning(Kind.PERMANENT, Outcome.UNKNOWN, false);

  private static final StatusMeaning NOT_ADMITTED =
      new StatusMeaning(Kind.AUTHENTICATION, Outcome.NOT_APPLIED, false);

  private static final Map<Integer, StatusMeaning> BY_STATUS =
      Map.ofEntries(
          Map.entry(303, SEE_OTHER),
          Map.entry(401, NOT_ADMITTED),
          Map.entry(403, NOT_ADMITTED),
          Map.entry(408, ASK_LATER),
          Map.entry(425, ASK_LATER),
          Map.entry(429, ASK_LATER),
          Map.entry(500, SERVER_FAILED),
          Map.entry(501, REJECTED),
          Map.entry(502, SERVER_FAILED),
          Map.entry(503, SERVER_FAILED),
          Map.entry(504, SERVER_FAILED),
          Map.entry(505, REJECTED),
          Map.entry(511, REJECTED));

  /**
   * What a status means.
   *
   * @param status 300 and above
   * @param saysWhen whether the answer says when to ask again, which a server that failed halfway
   *     would not
   */
  public static StatusMeaning of(int status, boolean saysWhen) {
    if (status == 503 && saysWhen) {
      return SERVER_BUSY;
    }
    // A status that is not known means what the first of its hundred means.
    return BY_STATUS.getOrDefault(status, status >= 500 ? SERVER_FAILED : REJECTED);
  }
}
