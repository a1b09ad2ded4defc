package dev.connections.testing;

import dev.connections.ManagedConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What all parts of the contract share. Each part adds its promises to those of the part that it
 * extends; {@link ConnectionTypeContract} is the whole.
 */
@ExtendWith(BrokenPromises.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class Contract<C extends ManagedConnection<?>> {

  /** Of one test. */
  ContractFixture<C> fixture;

  /** What the subclass says of its type. */
  abstract ConnectionTypeContract<C> type();

  /** Starts the external system, and puts proxies before its ports. */
  @BeforeEach
  final void begin() throws Exception {
    fixture = new ContractFixture<>(type());
  }

  /** Closes what the test has opened, and starts the external system again if it was stopped. */
  @AfterEach
  @SuppressWarnings("NullAway") // null if the test could not begin
  final void end() throws Exception {
    if (fixture != null) {
      fixture.close();
    }
  }
}
