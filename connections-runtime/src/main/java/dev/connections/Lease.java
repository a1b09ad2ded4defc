package dev.connections;

/**
 * One physical resource held for one unit of work. Used by one thread at a time; whoever took it
 * closes it. Closing twice does no harm; using it afterwards throws {@link
 * dev.connections.failure.ConnectionClosedException}.
 *
 * @param <L> the resource
 */
public interface Lease<L> extends AutoCloseable {

  /** The resource, valid until {@link #close()}. */
  L resource();

  /** Gives the resource back. */
  @Override
  void close();
}
