package dev.connections.rest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each method against each fault, as {@code docs/rest.md} and {@code docs/failures.md} have it: the
 * exception, its outcome, how often the request was sent, and that nothing is left of it. The
 * messages are in {@code target/fault-matrix.txt} afterwards.
 */
@Tag("situation")
@Timeout(60)
class FaultMatrixTest {

  private static final String STORE = "javax.net.ssl.trustStore";

  private static final MatrixRun PATIENT = new MatrixRun(request -> request);

  /** Total and attempt are limited together. */
  private static final MatrixRun HURRIED =
      new MatrixRun(request -> request.timeout(Duration.ofMillis(300)));

  /** There is time for three attempts. */
  private static final MatrixRun ATTEMPTS_HURRIED =
      new MatrixRun(
          request -> request.operation(request.operation().attemptTimeout(Duration.ofMillis(150))));

  @AfterAll
  static void writeMessages() throws Exception {
    List<String> lines = new ArrayList<>();
    MatrixRun.messages().forEach((cell, message) -> lines.add(cell + "\n    " + message));
    Files.write(Files.createDirectories(Path.of("target")).resolve("fault-matrix.txt"), lines);
  }

  @AfterEach
  void restoreTrust() {
    System.clearProperty(STORE);
    System.clearProperty(STORE + "Password");
  }

  /** A cell: code, outcome, attempts of the call / requests that the server saw. */
  static Stream<FaultRow> transport() {
    return FaultRow.table(
        """
        | fault                         | GET                   | HEAD                  | PUT, DELETE, keyed POST | POST, PATCH                 |
        |---|---|---|---|---|
        | reset before the headers      | transient UNKNOWN 3/3 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        | reset in the headers          | transient UNKNOWN 3/3 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        | reset in the body             | transient APPLIED 3/3 | succeeds 1/1          | transient APPLIED 3/3 | transient APPLIED 1/1       |
        | closed without an answer      | transient UNKNOWN 3/3 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        | closed in the status line     | transient UNKNOWN 3/3 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        | closed in the headers         | transient UNKNOWN 3/3 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        | closed in the body            | transient APPLIED 3/3 | succeeds 1/1          | transient APPLIED 3/3 | transient APPLIED 1/1       |
        | closed in a chunk             | transient APPLIED 3/3 | succeeds 1/1          | transient APPLIED 3/3 | transient APPLIED 1/1       |
        | closed in the body of a 500   | transient UNKNOWN 3/3 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        | closed in the body of a 404   | permanent NOT_APPLIED 1/1 | =                 | =                     | =                           |
        | a TLS alert                   | permanent NOT_APPLIED 1/1 | =                 | =                     | =                           |
        | a TLS alert with a line feed  | permanent NOT_APPLIED 1/1 | =                 | =                     | =                           |
        | bytes without a line, closed  | transient UNKNOWN 3/3 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        | a line that is not HTTP       | permanent UNKNOWN 1/1 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        | lines that are not HTTP, kept open | permanent UNKNOWN 1/1 | =                | =                     | outcome-unknown UNKNOWN 1/1 |
        | a chunk without a size        | permanent APPLIED 1/1 | succeeds 1/1          | permanent APPLIED 1/1 | permanent APPLIED 1/1       |
        | a body that is not gzip       | permanent APPLIED 1/1 | succeeds 1/1          | permanent APPLIED 1/1 | permanent APPLIED 1/1       |
        | a gzip body that is cut       | permanent APPLIED 1/1 | succeeds 1/1          | permanent APPLIED 1/1 | permanent APPLIED 1/1       |
        | headers without end           | permanent UNKNOWN 1/1 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        | interim answers without end   | permanent UNKNOWN 1/1 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        | one header without end        | permanent UNKNOWN 1/1 | =                     | =                     | outcome-unknown UNKNOWN 1/1 |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void transport(FaultRow row) throws Exception {
    PATIENT.check(row, () -> new FaultServer(TransportFaults.named(row.fault())));
  }

  static Stream<FaultRow> deadline() {
    return FaultRow.table(
        """
        | fault                         | GET                           | HEAD         | PUT, DELETE, keyed POST       | POST, PATCH                   |
        |---|---|---|---|---|
        | no answer                     | deadline-exceeded UNKNOWN 1/1 | =            | =                             | outcome-unknown UNKNOWN 1/1   |
        | headers that drip             | deadline-exceeded UNKNOWN 1/1 | =            | =                             | outcome-unknown UNKNOWN 1/1   |
        | no body after the headers     | deadline-exceeded APPLIED 1/1 | succeeds 1/1 | deadline-exceeded APPLIED 1/1 | deadline-exceeded APPLIED 1/1 |
        | a body that drips             | deadline-exceeded APPLIED 1/1 | succeeds 1/1 | deadline-exceeded APPLIED 1/1 | deadline-exceeded APPLIED 1/1 |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void deadline(FaultRow row) throws Exception {
    HURRIED.check(row, () -> new FaultServer(TransportFaults.named(row.fault())));
  }

  static Stream<FaultRow> attemptLimit() {
    return FaultRow.table(
        """
        | fault                              | GET                           | HEAD         | PUT, DELETE, keyed POST       | POST, PATCH                   |
        |---|---|---|---|---|
        | no answer until the attempt's limit | deadline-exceeded UNKNOWN 3/3 | =           | =                             | outcome-unknown UNKNOWN 1/1   |
        | no body after the headers          | deadline-exceeded APPLIED 3/3 | succeeds 1/1 | deadline-exceeded APPLIED 3/3 | deadline-exceeded APPLIED 1/1 |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void attemptLimit(FaultRow row) throws Exception {
    ATTEMPTS_HURRIED.check(row, () -> new FaultServer(TransportFaults.named(row.fault())));
  }

  static Stream<FaultRow> proxy() {
    return FaultRow.table(
        """
        | fault                                | GET                    | HEAD | PUT, DELETE, keyed POST | POST, PATCH                 |
        |---|---|---|---|---|
        | refused from now on                  | transient NOT_SENT 3/0 | =    | =                       | =                           |
        | the answer is lost once, and a reset | succeeds 2/2           | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | the kept connection is closed        | succeeds 2/1           | =    | =                       | succeeds 1/1                |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void proxy(FaultRow row) throws Exception {
    PATIENT.check(row, () -> new ProxyFault(row.fault()));
  }

  static Stream<FaultRow> proxyUntilTheDeadline() {
    return FaultRow.table(
        """
        | fault                            | GET                           | HEAD | PUT, DELETE, keyed POST | POST, PATCH                 |
        |---|---|---|---|---|
        | answers are lost, without a sign | deadline-exceeded UNKNOWN 1/1 | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void proxyUntilTheDeadline(FaultRow row) throws Exception {
    HURRIED.check(row, () -> new ProxyFault(row.fault()));
  }

  static Stream<FaultRow> status() {
    return FaultRow.table(
        """
        | fault                         | GET                            | HEAD | PUT, DELETE, keyed POST | POST, PATCH                 |
        |---|---|---|---|---|
        | 401; once                     | succeeds 2/2                   | =    | =                       | =                           |
        | 401                           | authentication NOT_APPLIED 2/2 | =    | =                       | =                           |
        | 403                           | authentication NOT_APPLIED 1/1 | =    | =                       | =                           |
        | 408                           | transient NOT_APPLIED 3/3      | =    | =                       | =                           |
        | 408; Connection: close        | transient NOT_APPLIED 3/3      | =    | =                       | =                           |
        | 425                           | transient NOT_APPLIED 3/3      | =    | =                       | =                           |
        | 429                           | transient NOT_APPLIED 3/3      | =    | =                       | =                           |
        | 429; Retry-After: 0           | transient NOT_APPLIED 3/3      | =    | =                       | =                           |
        | 429; Retry-After: 1; once     | succeeds 2/2                   | =    | =                       | =                           |
        | 429; Retry-After: 60          | transient NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 429; Date: Sat, 21 Nov 2026 13:00:00 GMT; Retry-After: Sat, 21 Nov 2026 13:00:01 GMT; once | succeeds 2/2 | = | = | = |
        | 429; Date: Sat, 21 Nov 2026 13:00:00 GMT; Retry-After: Sat, 21 Nov 2026 13:01:00 GMT | transient NOT_APPLIED 1/1 | = | = | = |
        | 429; Date: Sat, 21 Nov 2026 13:00:00 GMT; Retry-After: Sat, 21 Nov 2026 12:00:00 GMT | transient NOT_APPLIED 3/3 | = | = | = |
        | 429; Retry-After: Sat, 21 Nov 2026 12:00:00 GMT | transient NOT_APPLIED 3/3 | = | =                  | =                           |
        | 429; Retry-After: soon        | transient NOT_APPLIED 3/3      | =    | =                       | =                           |
        | 500                           | transient UNKNOWN 3/3          | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | 500; once                     | succeeds 2/2                   | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | 502                           | transient UNKNOWN 3/3          | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | 503                           | transient UNKNOWN 3/3          | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | 503; Retry-After: 0           | transient NOT_APPLIED 3/3      | =    | =                       | =                           |
        | 503; Retry-After: 1; once     | succeeds 2/2                   | =    | =                       | =                           |
        | 503; Retry-After: 60          | transient NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 503; Retry-After: soon        | transient UNKNOWN 3/3          | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | 504                           | transient UNKNOWN 3/3          | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | 504; Retry-After: 60          | transient UNKNOWN 1/1          | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | 599                           | transient UNKNOWN 3/3          | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | 501                           | permanent NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 505                           | permanent NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 511                           | permanent NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 400                           | permanent NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 404                           | permanent NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 407                           | permanent NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 409                           | permanent NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 421                           | permanent NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 422                           | permanent NOT_APPLIED 1/1      | =    | =                       | =                           |
        | 499                           | permanent NOT_APPLIED 1/1      | =    | =                       | =                           |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void status(FaultRow row) throws Exception {
    PATIENT.check(row, () -> new FaultServer(StatusFaults.of(row.fault())));
  }

  static Stream<FaultRow> redirects() {
    return FaultRow.table(
        """
        | fault                              | GET                       | HEAD | PUT, DELETE, keyed POST    | POST, PATCH                  |
        |---|---|---|---|---|
        | 301 to itself                      | permanent UNKNOWN 1/21    | =    | permanent NOT_APPLIED 1/1  | =                            |
        | 302 to itself                      | permanent UNKNOWN 1/21    | =    | permanent NOT_APPLIED 1/1  | =                            |
        | 303 to itself                      | permanent UNKNOWN 1/21    | =    | =                          | outcome-unknown UNKNOWN 1/21 |
        | 307 to itself                      | permanent UNKNOWN 1/21    | =    | =                          | permanent NOT_APPLIED 1/1    |
        | 308 to itself                      | permanent UNKNOWN 1/21    | =    | =                          | permanent NOT_APPLIED 1/1    |
        | 302 to another path                | succeeds 1/2              | =    | permanent NOT_APPLIED 1/1  | =                            |
        | 303 to another path                | succeeds 1/2              | =    | =                          | =                            |
        | 307 to another path                | succeeds 1/2              | =    | =                          | permanent NOT_APPLIED 1/1    |
        | 308 to another path                | succeeds 1/2              | =    | =                          | permanent NOT_APPLIED 1/1    |
        | 302 to another host                | succeeds 1/2              | =    | permanent NOT_APPLIED 1/1  | =                            |
        | 303 to another host                | succeeds 1/2              | =    | =                          | =                            |
        | 307 to another host                | succeeds 1/2              | =    | =                          | permanent NOT_APPLIED 1/1    |
        | 302 to a port where no one listens | transient UNKNOWN 3/3     | =    | permanent NOT_APPLIED 1/1  | =                            |
        | 303 to a port where no one listens | transient UNKNOWN 3/3     | =    | =                          | outcome-unknown UNKNOWN 1/1  |
        | 307 to a port where no one listens | transient UNKNOWN 3/3     | =    | =                          | permanent NOT_APPLIED 1/1    |
        | 302 to ftp                         | permanent NOT_APPLIED 1/1 | =    | =                          | =                            |
        | 302 to nowhere                     | permanent NOT_APPLIED 1/1 | =    | =                          | =                            |
        | 307 to nowhere                     | permanent NOT_APPLIED 1/1 | =    | =                          | =                            |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void redirects(FaultRow row) throws Exception {
    PATIENT.check(row, () -> new RedirectFault(row.fault()));
  }

  static Stream<FaultRow> streams() {
    return FaultRow.table(
        """
        | fault                | GET                    | HEAD | PUT, DELETE, keyed POST | POST, PATCH                 |
        |---|---|---|---|---|
        | REFUSED_STREAM once  | succeeds 2/2           | =    | =                       | =                           |
        | REFUSED_STREAM       | transient NOT_SENT 3/3 | =    | =                       | =                           |
        | GOAWAY_BELOW once    | succeeds 2/2           | =    | =                       | =                           |
        | GOAWAY_BELOW         | transient NOT_SENT 3/3 | =    | =                       | =                           |
        | GOAWAY_ANSWERED      | succeeds 1/1           | =    | =                       | =                           |
        | GOAWAY_HANGS_UP      | transient UNKNOWN 3/3  | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | GOAWAY_HANGS_UP once | succeeds 2/2           | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | INTERNAL_ERROR       | transient UNKNOWN 3/3  | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | CANCEL               | transient UNKNOWN 3/3  | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | ENHANCE_YOUR_CALM    | transient UNKNOWN 3/3  | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        | RESET_AFTER_HEADERS  | transient APPLIED 3/3  | succeeds 1/1 | transient APPLIED 3/3 | transient APPLIED 1/1       |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void streams(FaultRow row) throws Exception {
    PATIENT.check(row, () -> new StreamServer(row.fault()));
  }

  static Stream<FaultRow> streamsUntilTheDeadline() {
    return FaultRow.table(
        """
        | fault   | GET                           | HEAD | PUT, DELETE, keyed POST | POST, PATCH                 |
        |---|---|---|---|---|
        | SILENCE | deadline-exceeded UNKNOWN 1/1 | =    | =                       | outcome-unknown UNKNOWN 1/1 |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void streamsUntilTheDeadline(FaultRow row) throws Exception {
    HURRIED.check(row, () -> new StreamServer(row.fault()));
  }

  static Stream<FaultRow> opening() {
    return FaultRow.table(
        """
        | fault                              | GET                    | HEAD | PUT, DELETE, keyed POST | POST, PATCH |
        |---|---|---|---|---|
        | nothing listens                    | transient NOT_SENT 3/0 | =    | =                       | =           |
        | a certificate that is self-signed  | permanent NOT_SENT 1/0 | =    | =                       | =           |
        | a certificate of another host      | permanent NOT_SENT 1/0 | =    | =                       | =           |
        | a certificate that has expired     | permanent NOT_SENT 1/0 | =    | =                       | =           |
        | a server without TLS, and https    | permanent NOT_SENT 1/0 | =    | =                       | =           |
        | a server with TLS, and http        | permanent NOT_SENT 1/0 | =    | =                       | =           |
        """);
  }

  @ParameterizedTest
  @MethodSource
  void opening(FaultRow row) throws Exception {
    TlsFault fault = TlsFault.of(row.fault());
    PATIENT.check(row, fault::server);
  }
}
