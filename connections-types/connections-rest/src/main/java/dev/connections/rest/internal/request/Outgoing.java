package dev.connections.rest.internal.request;

import dev.connections.rest.json.JsonCodec;
import dev.connections.spi.AttemptScope;
import java.util.function.Supplier;
import okhttp3.Request;

/**
 * What one attempt sends, and what belongs to it.
 *
 * @param request the request but for what all attempts have in common
 * @param label its text is what to call the request in messages
 * @param codec reads JSON of the answer, be it a problem
 * @param scope the attempt
 */
public record Outgoing(
    Request.Builder request, Object label, Supplier<JsonCodec> codec, AttemptScope scope) {}
