package dev.connections.outside;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Flyway's own day: migrate, info, validate, again, from two processes at once, and a failure. */
public final class FlywayWork implements Work<Object, DataSource> {

  /** A migration in Java, which uses the connection that Flyway hands it. */
  public static final class V3__Java extends BaseJavaMigration {
    @Override
    public void migrate(Context context) throws Exception {
      Sql.execute(context.getConnection(), "insert into account values (3, 'java')");
    }
  }

  @Override
  public void run(Object peer, DataSource client, Facts facts) throws Exception {
    Flyway flyway = flyway(client, "classpath:outside/flyway");
    facts.state("pending before", flyway.info().pending().length);
    facts.state("migrated", flyway.migrate().migrationsExecuted);
    for (MigrationInfo info : flyway.info().all()) {
      facts.state("info " + info.getVersion(), info.getType() + " " + info.getState());
    }
    facts.ending("validate", flyway::validate);
    facts.state(
        "migrated again", flyway(client, "classpath:outside/flyway").migrate().migrationsExecuted);
    facts.state("rows", Sql.column(client, "select name from account order by id"));
    Flyway failing = flyway(client, "classpath:outside/flyway", "classpath:outside/flyway-failing");
    facts.ending("a failing migration", failing::migrate);
    facts.state("current", String.valueOf(failing.info().current().getVersion()));
    facts.ending("repair", failing::repair);
    facts.ending("schema of its own", () -> schema(client).migrate());
    facts.ending("clean", () -> schema(client).clean());
  }

  private static Flyway flyway(DataSource client, String... locations) {
    return Flyway.configure(FlywayWork.class.getClassLoader())
        .dataSource(client)
        .locations(locations)
        .javaMigrations(new V3__Java())
        .load();
  }

  private static Flyway schema(DataSource client) {
    return Flyway.configure(FlywayWork.class.getClassLoader())
        .dataSource(client)
        .locations("classpath:outside/flyway")
        .schemas("tenant")
        .cleanDisabled(false)
        .load();
  }
}
