package dev.connections.outside;

import java.util.List;

/** Flyway, in two major versions. */
final class FlywayScenarios {

  private FlywayScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    String title = "migrate, info, validate, repair, clean, a migration in Java";
    PostgresStage postgres = new PostgresStage(servers, "");
    return List.of(
        new Scenario<>("Flyway 12.4.0", title, postgres, new FlywayWork()),
        new Scenario<>("Flyway 12.4.0", title + ", on H2", new MemoryStage(), new FlywayWork()),
        new Scenario<>(
            "Flyway 11.20.3",
            title,
            postgres,
            OtherVersion.of(
                servers.folder().resolveSibling("flyway-11").toFile(),
                "org.flywaydb.",
                FlywayWork.class)));
  }
}
