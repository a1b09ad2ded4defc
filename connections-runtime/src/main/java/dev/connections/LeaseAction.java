package dev.connections;

/**
 * Work on a leased resource that gives no value.
 *
 * @param <L> the leased resource
 */
@FunctionalInterface
public interface LeaseAction<L> {

  /** Does the work; the resource is valid until it returns. */
  void accept(L resource) throws Exception;
}
