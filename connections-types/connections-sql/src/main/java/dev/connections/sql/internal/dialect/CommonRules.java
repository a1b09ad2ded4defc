package dev.connections.sql.internal.dialect;

import dev.connections.spi.binding.Violations;
import dev.connections.sql.TlsMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What settings must be that several databases have. */
public final class CommonRules {

  private CommonRules() {}

  /** A file with certificates must be there, and be of use. */
  public static void rootCertificate(
      JdbcUrl url, Optional<TlsMode> tls, Optional<Path> file, Violations violations) {
    if (file.isEmpty()) {
      return;
    }
    if (tls.orElseGet(() -> TlsFailures.defaultMode(url)) != TlsMode.VERIFY_FULL) {
      violations.at(
          "rootCertificate", "has no effect unless tls is VERIFY_FULL; leave it out or set tls");
    }
    if (!Files.isReadable(file.get())) {
      violations.at(
          "rootCertificate",
          "must be a file that can be read, but "
              + file.get().toAbsolutePath()
              + (Files.exists(file.get()) ? " cannot be read" : " does not exist"));
    }
  }

  /** Servers count milliseconds. */
  public static void statementTimeout(Optional<Duration> limit, Violations violations) {
    if (limit.isPresent()
        && (limit.get().compareTo(Duration.ofMillis(1)) < 0
            || limit.get().compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0)) {
      violations.at("statementTimeout", "must be from 1ms to 24d, but was " + limit.get());
    }
  }
}
