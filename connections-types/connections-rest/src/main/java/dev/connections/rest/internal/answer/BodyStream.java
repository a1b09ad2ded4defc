package dev.connections.rest.internal.answer;

import dev.connections.rest.internal.exchange.PhaseListener;
import dev.connections.spi.AttemptScope;
import java.io.IOException;
import okhttp3.Response;
import okio.Buffer;
import okio.ForwardingSource;
import org.jspecify.annotations.Nullable;

/**
 * The body of a success that code of the caller reads while it comes in. The attempt learns when
 * the server is waited for, and when that code works; and whatever that code makes of a body that
 * broke, it is known here that it did.
 */
public final class BodyStream extends ForwardingSource {

  private final Response response;
  private final Object label;
  private final PhaseListener phases;
  private final AttemptScope scope;
  private final SuccessAnswers successes;
  private @Nullable IOException failure;

  public BodyStream(
      Response response,
      Object label,
      PhaseListener phases,
      AttemptScope scope,
      SuccessAnswers successes) {
    super(response.body().source());
    this.response = response;
    this.label = label;
    this.phases = phases;
    this.scope = scope;
    this.successes = successes;
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    scope.working(false);
    long count;
    try {
      count = super.read(sink, byteCount);
    } catch (IOException broken) {
      IOException known = successes.broken(response, label, broken, phases);
      failure = known;
      throw known;
    }
    scope.working(true);
    return count;
  }

  /** How it broke; null if it did not. */
  public @Nullable IOException failure() {
    return failure;
  }
}
