package dev.connections.spi;

import dev.connections.Deadline;
import dev.connections.monitoring.PoolStatistics;
import dev.connections.monitoring.ServerMetadata;
import dev.connections.spi.uses.DedicatedPool;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a connection type can do with its external system. The runtime's state machine drives it; it
 * keeps no state of its own beyond its client. {@link #open} and {@link #close} are never called at
 * the same time as each other, {@link #probe} and {@link #abort} may be called at any time in
 * between.
 */
public interface Endpoint {

  /**
   * Opens the client and proves that it works, with one exchange. After a failure it must have left
   * nothing open. May be called again after {@link #close}.
   *
   * @param deadline by when to be done; must be handed to the client library
   * @return what the external system said of itself
   */
  ServerMetadata open(Deadline deadline) throws Exception;

  /**
   * Finds out whether the external system answers, with one cheap exchange that does not wait for a
   * pooled resource.
   *
   * @param deadline by when to be done
   */
  void probe(Deadline deadline) throws Exception;

  /**
   * Finds out whether writes may be sent here; asked outside of the pool before another endpoint
   * takes over. By default an endpoint that answers its probe takes writes; types whose servers may
   * be read-only replicas ask them.
   *
   * @param deadline by when to be done
   */
  default boolean isWritable(Deadline deadline) throws Exception {
    probe(deadline);
    return true;
  }

  /**
   * Whether {@link #position} can tell how far it is; false by default. Where reads are spread over
   * several endpoints, such a one is given reads only while it is not too far behind. Never blocks.
   */
  default boolean tellsPosition() {
    return false;
  }

  /**
   * How far this endpoint is in the history of changes: a number that grows with each change, and
   * means the same at all endpoints of a connection, such as a position in a log. An endpoint has
   * every change that was acknowledged at another one before that one gave a position that is not
   * greater. Asked about twice a second while reads are spread, on a thread of the background.
   *
   * @param deadline by when to be done
   * @throws Exception if it cannot tell now; reads go elsewhere then
   */
  default long position(Deadline deadline) throws Exception {
    throw new UnsupportedOperationException("This type does not tell a position");
  }

  /**
   * The addresses that its host names stand for now, looked up again. Asked after opening and once
   * a monitoring interval, outside of the pool and never on a caller's thread: once none of the
   * addresses that were seen is left, the client is replaced, because pools hold on to them. By
   * default none, for types without host names; {@link HostAddresses} helps the others.
   *
   * @throws Exception if they cannot be looked up; nothing follows from that
   */
  default Set<String> addresses() throws Exception {
    return Set.of();
  }

  /**
   * The package of the type's implementation, whose frames are left out where a stack trace is to
   * show what the application did; with a dot at its end, those below it as well. By default that
   * of this class; a base names its subclass's.
   */
  default String implementationPackage() {
    return getClass().getPackageName();
  }

  /** Aborts the work in flight, so that {@link #close} finds nothing lent. Must not block. */
  void abort();

  /** Releases everything. Called once for each {@link #open} that succeeded. */
  void close() throws Exception;

  /** How many operations make sense at once: the size of a pool. */
  int capacity();

  /**
   * The resources next to its client, each for one user at a time; by default none. Asked when the
   * first of them is needed; does no I/O.
   */
  default List<DedicatedPool<?>> dedicated() {
    return List.of();
  }

  /** Tells what a failure means. */
  FailureClassifier failures();

  /** The pool's numbers now; null if there is no pool. Never blocks. */
  default @Nullable PoolStatistics pool() {
    return null;
  }

  /**
   * What the last {@link #open} or {@link #probe} that had an answer found out. Never blocks. By
   * default nothing: an answer alone means that it is healthy.
   */
  default ProbeResult finding() {
    return ProbeResult.NOTHING;
  }
}
