package dev.connections.failure;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ConnectionException} knows: what happened, how things stood, what to do next. The
 * message of the exception, which logs show, is made of it. Immutable; holds no secrets.
 */
public final class Diagnosis implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String connection;
  private final String problem;
  private final @Nullable String operation;
  private final boolean read;
  private final @Nullable Phase phase;
  private final int attempts;
  private final Outcome outcome;
  private final @Nullable String detail;
  private final @Nullable Serializable state;
  private final @Nullable String nextStep;
  private final @Nullable String endpoint;
  private final List<AttemptReport> history;
  private final @Nullable String notRetried;
  private final boolean retryHeldBack;
  private final @Nullable Serializable carried;

  private Diagnosis(Builder builder) {
    this.connection = builder.connection;
    this.problem = builder.problem;
    this.operation = builder.operation;
    this.read = builder.read;
    this.phase = builder.phase;
    this.attempts = builder.attempts;
    this.outcome = builder.outcome;
    this.detail = builder.detail;
    this.state = builder.state;
    this.nextStep = builder.nextStep;
    this.endpoint = builder.endpoint;
    this.history = builder.history;
    this.notRetried = builder.notRetried;
    this.retryHeldBack = builder.retryHeldBack;
    this.carried = builder.carried;
  }

  /**
   * Begins a diagnosis.
   *
   * @param connection the name of the connection, or of the file where there is none
   * @param problem what happened, in one sentence without a full stop
   */
  public static Builder of(String connection, String problem) {
    return new Builder(connection, problem);
  }

  /** The name of the connection. */
  public String connection() {
    return connection;
  }

  /** What happened, in one sentence. */
  public String problem() {
    return problem;
  }

  /** The operation's name; null if it happened outside one. */
  public @Nullable String operation() {
    return operation;
  }

  /** Whether the operation was declared to change nothing; false if it happened outside one. */
  public boolean isRead() {
    return read;
  }

  /** How far the last attempt had come; null if there was none. */
  public @Nullable Phase phase() {
    return phase;
  }

  /** How many attempts were begun. */
  public int attempts() {
    return attempts;
  }

  /** What is known of the operation's effect. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * The external system's own code, such as {@code SQLSTATE 08001} or {@code HTTP 503}; or null.
   */
  public @Nullable String detail() {
    return detail;
  }

  /** Pool, circuit and budget at that moment, in one line; or null. */
  public @Nullable String state() {
    return state == null ? null : state.toString();
  }

  /** What the reader can do now; or null. */
  public @Nullable String nextStep() {
    return nextStep;
  }

  /** The name of the endpoint that was chosen last; null if none was. */
  public @Nullable String endpoint() {
    return endpoint;
  }

  /** What became of each attempt, in their order; empty if none was begun. */
  public List<AttemptReport> history() {
    return history;
  }

  /** Why the operation was not tried again; null if there is nothing to say. */
  public @Nullable String notRetried() {
    return notRetried;
  }

  /**
   * What the connection's type says of the failure in addition to the texts; see {@link
   * ConnectionException#detail(Class)}.
   */
  public <D> Optional<D> detail(Class<D> type) {
    return type.isInstance(carried) ? Optional.of(type.cast(carried)) : Optional.empty();
  }

  /**
   * The one line that is the exception's message. It holds what a reader of a log needs, because a
   * logging library prints the message and nothing else of an exception. What is wrong with a
   * configuration or a registry names its own remedy.
   */
  String summary(String code) {
    StringBuilder text = new StringBuilder("[").append(code).append("] ").append(connection);
    if (operation != null) {
      text.append(", operation '").append(operation).append("'");
    }
    text.append(": ").append(problem);
    if (detail != null) {
      text.append(" (").append(detail).append(")");
    }
    if (phase != null) {
      text.append("; phase ").append(phase);
      if (attempts > 0) { // else no call was made
        text.append(", attempts ").append(attempts);
      }
      text.append(", outcome ").append(outcome);
    }
    if (retryHeldBack) {
      text.append("; not retried: ").append(notRetried);
    }
    if (nextStep != null && !code.equals("configuration") && !code.equals("registry-link")) {
      text.append(problem.indexOf('\n') < 0 ? "; " : "\n  ").append("next step: ").append(nextStep);
    }
    return text.toString();
  }

  /** All of it, on several lines. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, "what", problem);
    line(text, "connection", connection);
    line(text, "operation", operation);
    line(text, "endpoint", endpoint);
    line(text, "phase", phase);
    line(text, "attempts", attempts == 0 ? null : attempts);
    if (history.size() > 1) {
      history.forEach(attempt -> line(text, "  attempt", attempt));
    }
    line(text, "not retried", notRetried);
    line(text, "outcome", outcome);
    line(text, "detail", detail);
    line(text, "state", state);
    line(text, "next step", nextStep);
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String label, @Nullable Object value) {
    if (value != null) {
      text.append(String.format("%-11s %s%n", label, value));
    }
  }

  /** Gathers a diagnosis. Not thread-safe. */
  public static final class Builder {
    private final String connection;
    private final String problem;
    private @Nullable String operation;
    private boolean read;
    private @Nullable Phase phase;
    private int attempts;
    private Outcome outcome = Outcome.NOT_SENT;
    private @Nullable String detail;
    private @Nullable Serializable state;
    private @Nullable String nextStep;
    private @Nullable String endpoint;
    private List<AttemptReport> history = List.of();
    private @Nullable String notRetried;
    private boolean retryHeldBack;
    private @Nullable Serializable carried;

    private Builder(String connection, String problem) {
      this.connection = Objects.requireNonNull(connection);
      this.problem = Objects.requireNonNull(problem);
    }

    /** See {@link Diagnosis#operation()}. */
    public Builder operation(@Nullable String operation) {
      this.operation = operation;
      return this;
    }

    /** See {@link Diagnosis#isRead()}; false by default. */
    public Builder read(boolean read) {
      this.read = read;
      return this;
    }

    /** See {@link Diagnosis#phase()}. */
    public Builder phase(@Nullable Phase phase) {
      this.phase = phase;
      return this;
    }

    /** See {@link Diagnosis#attempts()}; 0 by default. */
    public Builder attempts(int attempts) {
      this.attempts = attempts;
      return this;
    }

    /** See {@link Diagnosis#outcome()}; {@link Outcome#NOT_SENT} by default. */
    public Builder outcome(Outcome outcome) {
      this.outcome = outcome;
      return this;
    }

    /** See {@link Diagnosis#detail()}. */
    public Builder detail(@Nullable String detail) {
      this.detail = detail;
      return this;
    }

    /**
     * See {@link Diagnosis#state()}.
     *
     * @param state the text, or something immutable that is put into words when it is read
     */
    public Builder state(@Nullable Serializable state) {
      this.state = state;
      return this;
    }

    /** See {@link Diagnosis#nextStep()}. */
    public Builder nextStep(@Nullable String nextStep) {
      this.nextStep = nextStep;
      return this;
    }

    /** See {@link Diagnosis#endpoint()}. */
    public Builder endpoint(@Nullable String endpoint) {
      this.endpoint = endpoint;
      return this;
    }

    /** See {@link Diagnosis#history()}. */
    public Builder history(List<AttemptReport> history) {
      this.history = List.copyOf(history);
      return this;
    }

    /** See {@link Diagnosis#notRetried()}. */
    public Builder notRetried(@Nullable String notRetried) {
      this.notRetried = notRetried;
      return this;
    }

    /**
     * Whether a retry was due and safe, and only what {@link Diagnosis#notRetried()} names held it
     * back: then the message says so, too. False by default.
     */
    public Builder retryHeldBack(boolean retryHeldBack) {
      this.retryHeldBack = retryHeldBack;
      return this;
    }

    /** See {@link Diagnosis#detail(Class)}; immutable and without secrets. */
    public Builder carrying(@Nullable Serializable detail) {
      this.carried = detail;
      return this;
    }

    /** The diagnosis. */
    public Diagnosis build() {
      return new Diagnosis(this);
    }
  }
}
