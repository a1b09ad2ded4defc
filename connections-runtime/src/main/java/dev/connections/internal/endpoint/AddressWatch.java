package dev.connections.internal.endpoint;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;

/**
 * Notices that an endpoint's host names stand for other addresses than before. Names that stand for
 * many addresses and give some of them in turn have not moved as long as one of those is known.
 * Looks names up on the calling thread, which is one of the background. Thread-safe.
 */
final class AddressWatch {

  private final Logger log;
  private final ConnectionParts parts;
  private final PresentEndpoint endpoint;
  private final EndpointSignals signals;
  private final ReentrantLock looking = new ReentrantLock();
  private final Set<String> known = new HashSet<>();

  /** The watch of one endpoint. */
  AddressWatch(ConnectionParts parts, PresentEndpoint endpoint, EndpointSignals signals) {
    this.log = parts.log();
    this.parts = parts;
    this.endpoint = endpoint;
    this.signals = signals;
  }

  /** It was just opened: what its names stand for now is what its client uses. */
  void note() {
    look(true);
  }

  /** Looks whether it has moved. */
  void compare() {
    look(false);
  }

  private void look(boolean afresh) {
    if (!looking.tryLock()) {
      return; // a name server that is slow is asked once
    }
    try {
      Set<String> now = endpoint.client().endpoint().addresses();
      if (afresh) {
        known.clear();
      }
      if (!known.isEmpty() && !now.isEmpty() && Collections.disjoint(known, now)) {
        log.info(
            "DNS addresses of endpoint {} changed from {} to {}; replacing its client",
            endpoint.name(),
            known,
            now);
        signals.moved();
        known.clear();
      }
      known.addAll(now);
    } catch (Exception failure) {
      log.warn(
          "DNS refresh failed for endpoint {}; retrying at the next monitoring interval",
          endpoint.name(),
          parts.redactor().redact(failure));
    } finally {
      looking.unlock();
    }
  }
}
