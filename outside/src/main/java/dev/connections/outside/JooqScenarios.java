package dev.connections.outside;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.using;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.BatchBindStep;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.impl.SQLDataType;

/** jOOQ, which takes a connection for each query and gives it back after it. */
final class JooqScenarios {

  private static final String LIBRARY = "jOOQ 3.19.39";
  private static final Table<Record> BOOK = table(name("book"));
  private static final Field<Integer> ID = field(name("id"), SQLDataType.INTEGER);
  private static final Field<String> TITLE = field(name("title"), SQLDataType.VARCHAR(50));

  private JooqScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    PostgresStage postgres = new PostgresStage(servers, "");
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(
        new Scenario<>(
            LIBRARY,
            "transactions, nested ones, rollback",
            postgres,
            work(JooqScenarios::transactions)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "the outer context inside a transaction",
            postgres,
            work(JooqScenarios::outerInside)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "fetchLazy and fetchStream with a query for each row",
            postgres,
            work(JooqScenarios::lazy)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "batches, generated keys, several results",
            postgres,
            work(JooqScenarios::batches)));
    all.add(
        new Scenario<>(
            LIBRARY, "asynchronous fetches", postgres, work(JooqScenarios::asynchronous)));
    all.add(new Scenario<>(LIBRARY, "meta data", postgres, work(JooqScenarios::metaData)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "transactions and lazy fetches, on H2",
            new MemoryStage(),
            (peer, client, facts) -> {
              DSLContext jooq = context(client, SQLDialect.H2);
              transactions(jooq, facts);
              lazy(jooq, facts);
            }));
    return all;
  }

  /** What is done with a context. */
  private interface Use {
    void of(DSLContext jooq, Facts facts) throws Exception;
  }

  private static Work<Object, DataSource> work(Use use) {
    return (peer, client, facts) -> use.of(context(client, SQLDialect.POSTGRES), facts);
  }

  private static DSLContext context(DataSource client, SQLDialect dialect) {
    DSLContext jooq = using(client, dialect, new Settings());
    jooq.createTable(BOOK).column(ID).column(TITLE).primaryKey(ID).execute();
    for (int i = 1; i <= 5; i++) {
      jooq.insertInto(BOOK, ID, TITLE).values(i, "title " + i).execute();
    }
    return jooq;
  }

  private static void transactions(DSLContext jooq, Facts facts) {
    jooq.transaction(
        outer -> {
          outer.dsl().insertInto(BOOK, ID, TITLE).values(10, "outer").execute();
          facts.ending(
              "nested, fails",
              () ->
                  outer
                      .dsl()
                      .transaction(
                          inner -> {
                            inner.dsl().insertInto(BOOK, ID, TITLE).values(11, "inner").execute();
                            throw new IllegalStateException("inner fails");
                          }));
          outer
              .dsl()
              .transaction(
                  inner -> inner.dsl().insertInto(BOOK, ID, TITLE).values(12, "inner").execute());
        });
    facts.ending(
        "a transaction that fails",
        () ->
            jooq.transaction(
                outer -> {
                  outer.dsl().insertInto(BOOK, ID, TITLE).values(13, "lost").execute();
                  outer.dsl().insertInto(BOOK, ID, TITLE).values(1, "twice").execute();
                }));
    facts.state("result", jooq.transactionResult(it -> it.dsl().fetchCount(BOOK)));
    facts.state("ids", jooq.select(ID).from(BOOK).orderBy(ID).fetch(ID));
  }

  private static void outerInside(DSLContext jooq, Facts facts) {
    jooq.transaction(
        inner -> {
          inner.dsl().insertInto(BOOK, ID, TITLE).values(20, "not yet").execute();
          facts.state("seen from outside", jooq.fetchCount(BOOK));
          facts.state("seen from inside", inner.dsl().fetchCount(BOOK));
          jooq.insertInto(BOOK, ID, TITLE).values(21, "on its own").execute();
          facts.ending(
              "a transaction of the outer context",
              () ->
                  jooq.transaction(
                      it -> it.dsl().insertInto(BOOK, ID, TITLE).values(22, "too").execute()));
        });
    facts.state("ids", jooq.select(ID).from(BOOK).orderBy(ID).fetch(ID));
  }

  private static void lazy(DSLContext jooq, Facts facts) {
    try (Cursor<? extends Record> rows = jooq.select(ID).from(BOOK).orderBy(ID).fetchLazy()) {
      for (Record row : rows) {
        Integer id = row.get(ID);
        facts.state("row", jooq.select(TITLE).from(BOOK).where(ID.eq(id)).fetchOne(TITLE));
      }
    }
    try (Stream<? extends Record> rows =
        jooq.select(ID).from(BOOK).orderBy(ID).fetchSize(2).fetchStream()) {
      facts.state(
          "stream",
          rows.map(row -> jooq.update(BOOK).set(TITLE, "new").where(ID.eq(row.get(ID))).execute())
              .toList());
    }
  }

  private static void batches(DSLContext jooq, Facts facts) {
    BatchBindStep batch = jooq.batch(jooq.insertInto(BOOK, ID, TITLE).values((Integer) null, null));
    for (int i = 30; i < 60; i++) {
      batch = batch.bind(i, "batch");
    }
    facts.state("batch", batch.execute().length);
    facts.ending(
        "a batch that fails",
        () ->
            jooq.batch(jooq.insertInto(BOOK, ID, TITLE).values((Integer) null, null))
                .bind(70, "a")
                .bind(1, "b")
                .execute());
    jooq.execute("create table numbered (id serial primary key, title text)");
    facts.state(
        "generated",
        jooq.insertInto(table(name("numbered")), TITLE)
            .values("a")
            .values("b")
            .returning(ID)
            .fetch(ID));
    facts.state("several", jooq.fetchMany("select 1; select 2").size());
    facts.state("count", jooq.fetchCount(BOOK));
  }

  private static void asynchronous(DSLContext jooq, Facts facts) throws Exception {
    facts.state(
        "asynchronous", jooq.select(ID).from(BOOK).fetchAsync().toCompletableFuture().get().size());
    facts.state(
        "transaction",
        jooq.transactionResultAsync(it -> it.dsl().fetchCount(BOOK)).toCompletableFuture().get());
  }

  private static void metaData(DSLContext jooq, Facts facts) {
    facts.state("tables", jooq.meta().getTables("book").size());
    facts.state("primary keys", jooq.meta().getPrimaryKeys().size() > 0);
  }
}
