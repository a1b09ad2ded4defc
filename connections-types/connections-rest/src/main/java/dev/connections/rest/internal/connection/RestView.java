package dev.connections.rest.internal.connection;

import dev.connections.rest.RestRequest;
import dev.connections.rest.auth.RequestSigner;
import dev.connections.rest.json.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * In what one handle of a connection differs from its other ones. Immutable.
 *
 * @param codec asked when JSON is needed
 * @param signer signs each attempt; null if none does
 * @param requests changes each request of a call
 * @param attempts run around each attempt, the first one outermost
 */
record RestView(
    Supplier<JsonCodec> codec,
    @Nullable RequestSigner signer,
    UnaryOperator<RestRequest> requests,
    List<Interceptor> attempts) {

  RestView {
    attempts = List.copyOf(attempts);
  }

  /** Nothing but a codec. */
  static RestView of(Supplier<JsonCodec> codec) {
    return new RestView(codec, null, request -> request, List.of());
  }

  RestView with(JsonCodec newCodec) {
    return new RestView(() -> newCodec, signer, requests, attempts);
  }

  RestView with(RequestSigner newSigner) {
    return new RestView(codec, newSigner, requests, attempts);
  }

  /** Changes requests once more, after what changes them already. */
  RestView with(UnaryOperator<RestRequest> change) {
    UnaryOperator<RestRequest> before = requests;
    return new RestView(codec, signer, request -> change.apply(before.apply(request)), attempts);
  }

  /** Runs one more around each attempt, within those that are there already. */
  RestView with(Interceptor attempt) {
    List<Interceptor> more = new ArrayList<>(attempts);
    more.add(attempt);
    return new RestView(codec, signer, requests, more);
  }

  /** A request that is signed if there is a signer. */
  Request.Builder marked(Request.Builder request) {
    return signer == null ? request : request.tag(RequestSigner.class, signer);
  }
}
