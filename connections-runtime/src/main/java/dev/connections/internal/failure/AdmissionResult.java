package dev.connections.internal.failure;

/** What came of asking an endpoint for a permit: an answer, or why there is none. */
public sealed interface AdmissionResult permits AdmissionResult.Answer, TranslatedFailure {

  /** An answer that no caller sees. */
  enum Answer implements AdmissionResult {
    /** The permit was given, or the endpoint is open if only that was asked for. */
    ADMITTED,
    /** Another client has taken the place of the one that was asked: ask the endpoint again. */
    CLIENT_REPLACED,
    /** The connection goes on without the endpoint that was asked: ask another one. */
    ENDPOINT_LEFT
  }
}
