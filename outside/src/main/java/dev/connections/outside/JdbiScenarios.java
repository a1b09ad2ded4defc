package dev.connections.outside;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transaction;

/** JDBI: handles, nested and in transactions, and objects on demand. */
final class JdbiScenarios {

  private static final String LIBRARY = "JDBI 3.55.0";

  private JdbiScenarios() {}

  /** An object whose methods are statements. */
  public interface Users {
    /** Inserts one. */
    @SqlUpdate("insert into users (name) values (?)")
    @GetGeneratedKeys
    int insert(String name);

    /** All of them. */
    @SqlQuery("select name from users order by id")
    List<String> names();

    /** Inserts two or none. */
    @Transaction
    default void both(String one, String two) {
      insert(one);
      insert(two);
    }

    /** The first half of it is lost. */
    @Transaction
    default void half(String one) {
      insert(one);
      throw new IllegalStateException("half");
    }
  }

  static List<Scenario<?, ?>> all(Servers servers) {
    PostgresStage postgres = new PostgresStage(servers, "");
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(new Scenario<>(LIBRARY, "nested handles", postgres, work(JdbiScenarios::nested)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "transactions, savepoints, isolation",
            postgres,
            work(JdbiScenarios::transactions)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "objects on demand, with transactions",
            postgres,
            work(JdbiScenarios::onDemand)));
    all.add(
        new Scenario<>(
            LIBRARY, "streams with a handle for each row", postgres, work(JdbiScenarios::streams)));
    all.add(
        new Scenario<>(
            LIBRARY, "batches and generated keys", postgres, work(JdbiScenarios::batches)));
    return all;
  }

  /** What is done. */
  private interface Use {
    void of(Jdbi jdbi, Facts facts) throws Exception;
  }

  private static Work<Object, DataSource> work(Use use) {
    return (peer, client, facts) -> {
      Jdbi jdbi = Jdbi.create(client).installPlugin(new SqlObjectPlugin());
      jdbi.useHandle(
          handle -> handle.execute("create table users (id serial primary key, name text unique)"));
      use.of(jdbi, facts);
    };
  }

  private static int count(Jdbi jdbi) {
    return jdbi.withHandle(
        it -> it.createQuery("select count(*) from users").mapTo(int.class).one());
  }

  private static void nested(Jdbi jdbi, Facts facts) {
    try (Handle outer = jdbi.open()) {
      outer.execute("insert into users (name) values ('outer')");
      try (Handle inner = jdbi.open()) {
        inner.execute("insert into users (name) values ('inner')");
      }
      facts.state("within", count(jdbi));
    }
    jdbi.useTransaction(
        outer -> {
          outer.execute("insert into users (name) values ('uncommitted')");
          facts.state("seen from a second handle", count(jdbi));
          jdbi.useTransaction(inner -> inner.execute("insert into users (name) values ('second')"));
        });
    facts.state("after", count(jdbi));
  }

  private static void transactions(Jdbi jdbi, Facts facts) {
    facts.ending(
        "a transaction that fails",
        () ->
            jdbi.useTransaction(
                it -> {
                  it.execute("insert into users (name) values ('a')");
                  it.execute("insert into users (name) values ('a')");
                }));
    jdbi.useTransaction(
        it -> {
          it.execute("insert into users (name) values ('kept')");
          it.savepoint("here");
          it.execute("insert into users (name) values ('lost')");
          it.rollbackToSavepoint("here");
          it.release("here");
        });
    facts.state("kept", count(jdbi));
    for (TransactionIsolationLevel level :
        List.of(
            TransactionIsolationLevel.SERIALIZABLE, TransactionIsolationLevel.REPEATABLE_READ)) {
      facts.state(
          "isolation " + level,
          jdbi.inTransaction(
              level, it -> it.createQuery("show transaction_isolation").mapTo(String.class).one()));
    }
    facts.state(
        "isolation afterwards",
        jdbi.inTransaction(
            it -> it.createQuery("show transaction_isolation").mapTo(String.class).one()));
    facts.ending(
        "read only",
        () ->
            jdbi.useTransaction(
                it -> {
                  it.setReadOnly(true);
                  it.execute("insert into users (name) values ('never')");
                }));
    jdbi.setTransactionHandler(new SerializableTransactionRunner());
    facts.ending(
        "serializable",
        () ->
            jdbi.useTransaction(
                TransactionIsolationLevel.SERIALIZABLE,
                it -> it.execute("insert into users (name) values ('once')")));
    facts.state("in all", count(jdbi));
  }

  private static void onDemand(Jdbi jdbi, Facts facts) {
    Users users = jdbi.onDemand(Users.class);
    facts.state("id", users.insert("one"));
    users.both("two", "three");
    facts.ending("half", () -> users.half("four"));
    jdbi.useExtension(
        Users.class,
        outer -> {
          outer.insert("five");
          facts.state("within another", users.names());
        });
    jdbi.useTransaction(
        it -> {
          it.attach(Users.class).insert("six");
          users.insert("seven");
        });
    facts.state("names", users.names());
  }

  private static void streams(Jdbi jdbi, Facts facts) {
    jdbi.useHandle(
        it -> it.execute("insert into users (name) select 'n' || i from generate_series(1, 20) i"));
    jdbi.useHandle(
        outer -> {
          try (Stream<Integer> ids =
              outer
                  .createQuery("select id from users order by id")
                  .setFetchSize(5)
                  .mapTo(int.class)
                  .stream()) {
            facts.state(
                "each",
                ids.map(
                        id ->
                            jdbi.withHandle(
                                inner ->
                                    inner
                                        .createQuery("select name from users where id = ?")
                                        .bind(0, id)
                                        .mapTo(String.class)
                                        .one()))
                    .toList());
          }
        });
  }

  private static void batches(Jdbi jdbi, Facts facts) {
    jdbi.useHandle(
        it -> {
          PreparedBatch batch = it.prepareBatch("insert into users (name) values (:name)");
          for (int i = 0; i < 20; i++) {
            batch.bind("name", "b" + i).add();
          }
          facts.state("keys", batch.executePreparedBatch("id").mapTo(int.class).list());
          facts.ending(
              "fails",
              () ->
                  it.prepareBatch("insert into users (name) values (?)")
                      .add("x")
                      .add("b1")
                      .execute());
          facts.state(
              "plain",
              it.createBatch()
                  .add("select 1")
                  .add("delete from users where id > 10")
                  .execute()
                  .length);
        });
    facts.state("count", count(jdbi));
  }
}
