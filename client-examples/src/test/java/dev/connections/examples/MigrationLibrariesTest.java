package dev.connections.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.testsupport.TestThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
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
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Libraries that change the schema, on PostgreSQL, each by two processes at once, as it were. */
@Timeout(120)
class MigrationLibrariesTest {

  private final ExecutorService threads = TestThreads.pool();
  private LibraryStage stage;

  @BeforeEach
  void open() throws Exception {
    stage = LibraryStage.open();
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    if (stage != null) {
      stage.close();
    }
  }

  private List<String> balances() {
    return stage.column("select balance from account order by id");
  }

  private Flyway flyway() {
    return Flyway.configure(getClass().getClassLoader())
        .dataSource(stage.client())
        .locations("classpath:libraries/flyway")
        .load();
  }

  @Test
  void flyway12() throws Exception {
    List<Future<Integer>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(threads.submit(() -> flyway().migrate().migrationsExecuted));
    }
    assertThat(both.get(0).get() + both.get(1).get()).isEqualTo(2);
    assertThat(balances()).containsExactly("100", "100");
    assertThat(flyway().migrate().migrationsExecuted).isZero();
    flyway().validate();
    stage.assertGuarded(() -> flyway().validate());
  }

  @Test
  void liquibase() throws Exception {
    update(); // alone: Liquibase makes the tables of its lock and of its log without a lock
    assertThat(stage.column("select id from databasechangelog order by id"))
        .containsExactly("1", "2");
    changed(it -> it.rollback(1, new Contexts(), new LabelExpression()));
    assertThat(balances()).isEmpty();

    List<Future<Boolean>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(threads.submit(this::update));
    }
    for (Future<Boolean> each : both) {
      assertThat(each.get()).isTrue();
    }
    assertThat(balances()).containsExactly("100");
    changed(it -> assertThat(it.listLocks()).isEmpty());
    stage.assertGuarded(() -> changed(Liquibase::validate));
  }

  private boolean update() throws Exception {
    return changed(it -> it.update(new Contexts(), new LabelExpression()));
  }

  /** Something that Liquibase does. */
  private interface Use {
    void of(Liquibase liquibase) throws Exception;
  }

  private boolean changed(Use use) throws Exception {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(stage.client().getConnection()));
    // To the log, not to the console.
    Scope.child(
        Scope.Attr.ui,
        new LoggerUIService(),
        () -> {
          try (Liquibase liquibase =
              new Liquibase(
                  "libraries/changelog.xml", new ClassLoaderResourceAccessor(), database)) {
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            use.of(liquibase);
          }
        });
    return true;
  }
}
