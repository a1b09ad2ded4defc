package dev.connections.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Libraries that applications write their statements with, on PostgreSQL. */
@Timeout(120)
class MappingLibrariesTest {

  private LibraryStage stage;

  @BeforeEach
  void open() throws Exception {
    stage = LibraryStage.open();
    stage.run("create table account (id int primary key, balance int not null)");
    stage.run("insert into account values (1, 100), (2, 100)");
  }

  @AfterEach
  void close() {
    if (stage != null) {
      stage.close();
    }
  }

  private List<String> balances() {
    return stage.column("select balance from account order by id");
  }

  @Test
  void jooq() throws Exception {
    DSLContext jooq = DSL.using(stage.client(), SQLDialect.POSTGRES);
    jooq.transaction(
        tx -> {
          add(tx.dsl(), 1, -10);
          assertThatThrownBy(
                  () ->
                      tx.dsl()
                          .transaction(
                              nested -> {
                                add(nested.dsl(), 2, 1000);
                                throw new IllegalStateException("rolls back to its savepoint");
                              }))
              .isInstanceOf(IllegalStateException.class);
          add(tx.dsl(), 2, 10);
          // The outer context has a connection of its own, which sees nothing of this.
          assertThat(jooq.fetchValue("select balance from account where id = 1")).isEqualTo(100);
        });
    assertThat(balances()).containsExactly("90", "110");

    try (Cursor<Record> rows = jooq.resultQuery("select id from account order by id").fetchLazy()) {
      for (Record row : rows) {
        Object balance = jooq.fetchValue("select balance from account where id = ?", row.get(0));
        assertThat(balance).isNotNull();
      }
    }
    stage.assertGuarded(() -> add(jooq, 1, 0));
  }

  private static void add(DSLContext jooq, int id, int amount) {
    jooq.update(table("account"))
        .set(field("balance", Integer.class), field("balance", Integer.class).plus(amount))
        .where(field("id", Integer.class).eq(id))
        .execute();
  }

  @Test
  void jdbi() throws Exception {
    Jdbi jdbi = Jdbi.create(stage.client());
    jdbi.useTransaction(
        TransactionIsolationLevel.SERIALIZABLE,
        handle -> {
          handle.execute("update account set balance = balance - 10 where id = 1");
          handle.savepoint("before");
          handle.execute("update account set balance = 0");
          handle.rollbackToSavepoint("before");
          handle.execute("update account set balance = balance + 10 where id = 2");
          try (Handle other = jdbi.open()) { // withHandle would give the one of this thread
            assertThat(
                    other
                        .createQuery("select balance from account where id = 1")
                        .mapTo(Integer.class)
                        .one())
                .isEqualTo(100);
          }
        });
    assertThat(balances()).containsExactly("90", "110");
    assertThat(
            stage.column("select current_setting('transaction_isolation')")) // not the last one's
        .containsExactly("read committed");
    stage.assertGuarded(() -> jdbi.useHandle(handle -> handle.execute("select 1")));
  }

  /** An account as Hibernate sees it. */
  @Entity(name = "Owned")
  @Table(name = "owned")
  static class Owned {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE) // takes a second connection
    Long id;

    @Version int version;
    String owner = "";
  }

  @Test
  void hibernate() throws Exception {
    Configuration configuration = new Configuration().addAnnotatedClass(Owned.class);
    configuration.getProperties().put(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, stage.client());
    configuration.getProperties().put(SchemaToolingSettings.HBM2DDL_AUTO, "create");
    try (SessionFactory sessions = configuration.buildSessionFactory()) {
      sessions.inTransaction(
          session -> {
            for (String owner : List.of("a", "b")) {
              Owned made = new Owned();
              made.owner = owner;
              session.persist(made);
            }
            session.flush();
            sessions.inSession( // a second session inside the transaction of the first
                other -> assertThat(other.createQuery("from Owned", Owned.class).list()).isEmpty());
          });
      assertThatThrownBy(
              () ->
                  sessions.inTransaction(
                      session -> {
                        session.createMutationQuery("delete from Owned").executeUpdate();
                        throw new IllegalStateException("rolls back");
                      }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(stage.column("select owner from owned order by owner")).containsExactly("a", "b");
      stage.assertGuarded(
          () ->
              sessions.inTransaction(
                  session ->
                      session
                          .createMutationQuery("update Owned set owner = owner")
                          .executeUpdate()));
    }
  }

  @Test
  void spring() throws Exception {
    JdbcClient jdbc = JdbcClient.create(stage.client());
    JdbcTransactionManager manager = new JdbcTransactionManager(stage.client());
    TransactionTemplate required = new TransactionTemplate(manager);
    TransactionTemplate separate = new TransactionTemplate(manager);
    separate.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    TransactionTemplate nested = new TransactionTemplate(manager);
    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);

    required.executeWithoutResult(
        outer -> {
          jdbc.sql("update account set balance = balance - 10 where id = 1").update();
          separate.executeWithoutResult(
              own -> jdbc.sql("insert into account values (3, 5)").update());
          assertThatThrownBy(
                  () ->
                      nested.executeWithoutResult(
                          part -> jdbc.sql("insert into account values (3, 6)").update()))
              .isInstanceOf(DuplicateKeyException.class);
          jdbc.sql("update account set balance = balance + 10 where id = 2").update();
        });
    required.executeWithoutResult(
        status -> {
          jdbc.sql("delete from account").update();
          status.setRollbackOnly();
        });
    assertThat(balances()).containsExactly("90", "110", "5");
    stage.assertGuarded(
        () -> required.executeWithoutResult(tx -> jdbc.sql("select 1").query().singleValue()));
  }
}
