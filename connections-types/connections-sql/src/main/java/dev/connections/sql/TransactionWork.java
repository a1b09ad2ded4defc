package dev.connections.sql;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * The block of a transaction that may be {@linkplain TransactionOptions#repeatable repeated}, and
 * wants to know which run it is.
 *
 * @param <T> the value
 */
@FunctionalInterface
public interface TransactionWork<T extends @Nullable Object> {

  /**
   * Does the work.
   *
   * @param jdbc valid until it returns
   * @param attempt which run of the block it is: 1 for the first, whatever has failed before it; in
   *     a transaction that it has joined, which run of the outermost block
   */
  T apply(Connection jdbc, int attempt) throws Exception;
}
