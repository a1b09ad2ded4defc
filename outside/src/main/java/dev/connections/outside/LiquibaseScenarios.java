package dev.connections.outside;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Liquibase: update, status, update again, roll back, a lock that somebody else holds. */
final class LiquibaseScenarios {

  private LiquibaseScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    List<Scenario<?, ?>> all = new ArrayList<>();
    String library = "Liquibase 4.33.0";
    all.add(
        new Scenario<>(
            library,
            "update, status, roll back",
            new PostgresStage(servers, ""),
            LiquibaseScenarios::update));
    all.add(
        new Scenario<>(
            library,
            "update, status, roll back, on H2",
            new MemoryStage(),
            LiquibaseScenarios::update));
    return all;
  }

  private static void update(Object peer, DataSource client, Facts facts) throws Exception {
    with(client, it -> it.update(new Contexts(), new LabelExpression()));
    with(
        client,
        it ->
            facts.state(
                "left to do",
                it.listUnrunChangeSets(new Contexts(), new LabelExpression()).size()));
    with(client, it -> it.update(new Contexts(), new LabelExpression()));
    facts.state("rows", Sql.column(client, "select name from account"));
    facts.state(
        "run", Sql.column(client, "select id from databasechangelog order by orderexecuted"));
    with(client, it -> it.rollback(2, new Contexts(), new LabelExpression()));
    facts.state("rows after rolling back", Sql.column(client, "select name from account"));
    with(client, Liquibase::validate);
    with(client, it -> facts.state("locks", it.listLocks().length));
    with(client, Liquibase::dropAll);
    facts.ending("after dropping all", () -> Sql.column(client, "select name from account"));
  }

  /** Something that Liquibase does. */
  private interface Use {
    void of(Liquibase liquibase) throws Exception;
  }

  private static void with(DataSource client, Use use) throws Exception {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(client.getConnection()));
    // To the log, not to the console.
    Scope.child(
        Scope.Attr.ui,
        new LoggerUIService(),
        () -> {
          try (Liquibase liquibase =
              new Liquibase("outside/changelog.xml", new ClassLoaderResourceAccessor(), database)) {
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            use.of(liquibase);
          }
        });
  }
}
