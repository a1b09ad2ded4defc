package dev.connections.traps;

import dev.connections.ConnectionProvider;
import dev.connections.ConnectionsConfiguration;
import dev.connections.Operation;
import dev.connections.ReloadReport;
import dev.connections.provider.Connections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * T41. The configuration file of a running application is damaged and read again, then mended and
 * read once more.
 *
 * <p>None of the alternatives reads a configuration again. Connections: defaults; it holds if the
 * damaged file changes nothing and is refused with a reason, and the mended one is followed.
 */
final class BadFile implements Trap {

  private static final Operation ASK = Operation.read("ask");

  @Override
  public String id() {
    return "T41";
  }

  @Override
  public String title() {
    return "a bad file takes the application down when it is read again";
  }

  @Override
  public Map<Contestant, Scenario> scenarios() {
    return Map.of(Contestant.CONNECTIONS, peers -> connections());
  }

  private static Verdict connections() throws Exception {
    Path file = Files.createTempFile("traps", ".yaml");
    try {
      write(file, "maxSize: 2");
      try (ConnectionProvider provider =
          Connections.builder()
              .types(ConnectionTypes.source())
              .configuration(ConnectionsConfiguration.of(file))
              .open()) {
        boolean before = works(provider);
        write(file, "maxSize: two");
        ReloadReport refused = provider.reload();
        boolean during = works(provider);
        write(file, "maxSize: 3");
        ReloadReport followed = provider.reload();
        boolean after = works(provider);
        provider.close(Duration.ofSeconds(2));
        boolean holds =
            before && during && after && refused.rejected().isPresent() && followed.isClean();
        return Verdict.of(
            holds,
            "bad file: %s, the database %s; mended: %s",
            refused.rejected().isPresent() ? "refused" : "followed",
            during ? "in use" : "lost",
            followed.isClean() ? "followed" : "not followed");
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void write(Path file, String pool) throws Exception {
    Files.writeString(
        file,
        "connections:\n"
            + Ours.entry("db", "H2", "url: jdbc:h2:mem:bad-file", "pool: {" + pool + "}"));
  }

  private static boolean works(ConnectionProvider provider) {
    return provider
        .get(ConnectionTypes.H2, "db")
        .execute(ASK, jdbc -> jdbc.createStatement().executeQuery("SELECT 1").next());
  }
}
