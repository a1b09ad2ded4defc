package dev.connections.rest.internal.connection;

import dev.connections.failure.Phase;
import dev.connections.rest.ResponseReader;
import dev.connections.rest.RestResponse;
import dev.connections.rest.StreamedResponse;
import dev.connections.rest.internal.answer.BodyStream;
import dev.connections.rest.internal.answer.ErrorAnswers;
import dev.connections.rest.internal.answer.SuccessAnswers;
import dev.connections.rest.internal.exchange.PhaseListener;
import dev.connections.rest.internal.failure.AnswerException;
import dev.connections.rest.internal.failure.NoTokenException;
import dev.connections.rest.internal.failure.RequestFailedException;
import dev.connections.rest.internal.failure.UnsendableBodyException;
import dev.connections.rest.internal.request.CheckedBody;
import dev.connections.rest.internal.request.HeaderMap;
import dev.connections.rest.internal.request.Outgoing;
import dev.connections.rest.internal.request.SentBody;
import dev.connections.rest.internal.token.BearerTokens;
import dev.connections.rest.json.JsonType;
import dev.connections.spi.AttemptScope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Makes one attempt of a request: sends it, reads the answer to its end. Thread-safe. */
public final class RestCaller {

  private static final int NOT_MODIFIED = 304;
  private static final int FORBIDDEN = 403;
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

  /** Ends the sentence that says why a call was not retried. */
  private static final String READ_BY_CALLER =
      "the code that reads its answer had begun, and may have acted on what it has read";

  private final OkHttpClient client;
  private final SuccessAnswers successes;
  private final ErrorAnswers errors;
  private final @Nullable BearerTokens tokens;

  /**
   * For a server.
   *
   * @param tokens what requests are sent with; null if none
   */
  public RestCaller(
      OkHttpClient client,
      SuccessAnswers successes,
      ErrorAnswers errors,
      @Nullable BearerTokens tokens) {
    this.client = client;
    this.successes = successes;
    this.errors = errors;
    this.tokens = tokens;
  }

  /** Takes what is wanted out of an answer that is a success. */
  interface Reading<T extends @Nullable Object> {
    T from(Response response, PhaseListener phases) throws IOException;
  }

  /**
   * The answer.
   *
   * @throws AnswerException if it is not a success, or cannot be used
   */
  public <T> RestResponse<T> call(Outgoing sent, JsonType<T> type) throws IOException {
    return exchange(
        sent,
        (response, phases) ->
            successes.read(response, phases.named(sent.label()), type, sent.codec(), phases));
  }

  /**
   * The body of an answer that must have one.
   *
   * @throws AnswerException if it is not a success, or cannot be used
   */
  public <T> T body(Outgoing sent, JsonType<T> type) throws IOException {
    return exchange(
        sent,
        (response, phases) ->
            successes.body(response, phases.named(sent.label()), type, sent.codec(), phases));
  }

  /**
   * The answer as OkHttp gives it, its body in memory.
   *
   * @param whose is told of the exchange, and of an answer that is not a success
   * @throws AnswerException if it is not a success, or cannot be read
   */
  Response answer(Outgoing sent, PipelinedCall whose) throws IOException {
    return exchange(
        sent, (response, phases) -> successes.buffered(response, sent.label(), phases), whose);
  }

  /**
   * What code of the caller makes of the answer while it comes in. That code may have acted on what
   * it has read, so it is run once.
   *
   * @throws AnswerException if it is not a success, or broke while it was read
   * @throws UncheckedIOException what that code has thrown for reasons of its own
   */
  <T extends @Nullable Object> T stream(Outgoing sent, ResponseReader<T> reader)
      throws IOException {
    AttemptScope scope = sent.scope();
    return exchange(
        sent,
        (response, phases) -> {
          BodyStream body = new BodyStream(response, sent.label(), phases, scope, successes);
          scope.notRepeatable(READ_BY_CALLER);
          scope.working(true);
          T value = read(reader, response, body);
          scope.working(false);
          return value;
        });
  }

  private static <T extends @Nullable Object> T read(
      ResponseReader<T> reader, Response response, BodyStream body) throws IOException {
    try (BufferedSource lent = Okio.buffer(body)) {
      return reader.read(
          new StreamedResponse(
              response.code(),
              HeaderMap.of(response.headers()),
              response.body().contentLength(),
              lent.inputStream()));
    } catch (IOException | RuntimeException thrown) {
      IOException broken = body.failure();
      if (broken != null) { // whatever the caller's code has made of it
        if (thrown != broken) {
          broken.addSuppressed(thrown);
        }
        throw broken;
      }
      if (thrown instanceof IOException own) {
        throw new UncheckedIOException(own);
      }
      throw (RuntimeException) thrown;
    }
  }

  /** The same with interceptors around each attempt, the first one outermost. */
  public RestCaller around(List<Interceptor> attempts) {
    OkHttpClient.Builder wrapped = client.newBuilder();
    wrapped.interceptors().addAll(0, attempts);
    return new RestCaller(wrapped.build(), successes, errors, tokens);
  }

  /** What attempts are made with. */
  public OkHttpClient client() {
    return client;
  }

  /** Reads answers that are not a success. */
  ErrorAnswers errors() {
    return errors;
  }

  /** Reads answers that are a success. */
  SuccessAnswers successes() {
    return successes;
  }

  /**
   * What is made of an answer that is a success.
   *
   * @throws AnswerException if it is not a success
   */
  <T extends @Nullable Object> T exchange(Outgoing sent, Reading<T> reading) throws IOException {
    return exchange(sent, reading, null);
  }

  private <T extends @Nullable Object> T exchange(
      Outgoing sent, Reading<T> reading, @Nullable PipelinedCall whose) throws IOException {
    AttemptScope scope = sent.scope();
    Object label = sent.label();
    PhaseListener phases = new AttemptPhases(scope);
    Request written = sent.request().tag(PhaseListener.class, phases).build();
    RequestBody body = written.body();
    if (body != null) {
      check(body, scope);
    }
    Call call = client.newCall(authorized(written, label, scope));
    // A little later than the attempt is canceled, which names the limit that has passed.
    call.timeout().timeout(scope.deadline().remainingNanos() + GRACE_NANOS, TimeUnit.NANOSECONDS);
    call.addEventListener(phases);
    scope.onCancel(call::cancel);
    if (whose != null) {
      whose.begins(call);
    }
    try (Response response = call.execute()) {
      if (!response.isSuccessful() && response.code() != NOT_MODIFIED) {
        if (whose != null) {
          whose.isRefused(successes.copied(response));
        }
        if (response.code()
            == FORBIDDEN) { // RFC 9110, section 15.5.4: not with the same credentials
          scope.notRepeatable("the server has understood the request and rejects it (403)");
        }
        throw errors.read(
            response,
            phases.named(label),
            sent.codec(),
            tokens != null && tokens.isRenewed(response));
      }
      T answer = reading.from(response, phases);
      scope.exchangeCompleted();
      return answer;
    } catch (IOException failure) {
      if (phases.isReused() && !call.isCanceled() && isLoss(failure, phases)) {
        // What ended this idle connection has ended the others: the next attempt opens a new one.
        client.connectionPool().evictAll();
      }
      throw failure instanceof AnswerException
          ? failure
          : new RequestFailedException(phases.named(label).toString(), failure);
    } finally {
      if (SentBody.isBegun(body)) {
        scope.notRepeatable(SentBody.WHY_NOT_REPEATABLE);
      }
      scope.enter(phases.reached());
    }
  }

  private Request authorized(Request written, Object label, AttemptScope scope)
      throws RequestFailedException {
    try {
      return tokens == null ? written : tokens.onAttempt(written, scope);
    } catch (NoTokenException without) {
      throw new RequestFailedException(label.toString(), without);
    }
  }

  private static void check(RequestBody body, AttemptScope scope) throws IOException {
    try {
      CheckedBody.check(body);
    } catch (UnsendableBodyException unsendable) {
      scope.enter(Phase.CONNECT); // nothing has been sent
      throw unsendable;
    }
  }

  private static boolean isLoss(IOException failure, PhaseListener phases) {
    return phases.isBodyLost()
        || !(failure instanceof AnswerException
            || failure instanceof UnsendableBodyException
            || failure instanceof InterruptedIOException);
  }

  /** An answer that redirects is a completed exchange: what it asked for may have been done. */
  private static final class AttemptPhases extends PhaseListener {

    private final AttemptScope scope;

    AttemptPhases(AttemptScope scope) {
      super(scope.operation().effect().isRepeatable());
      this.scope = scope;
    }

    @Override
    public AttemptScope scope() {
      return scope;
    }

    @Override
    public void redirected() {
      scope.exchangeCompleted();
    }
  }
}
