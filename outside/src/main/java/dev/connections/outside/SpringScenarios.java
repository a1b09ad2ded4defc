package dev.connections.outside;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcCall;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.incrementer.PostgresSequenceMaxValueIncrementer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's templates and transactions. */
final class SpringScenarios {

  private static final String LIBRARY = "Spring JDBC 7.0.10";

  private SpringScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    PostgresStage postgres = new PostgresStage(servers, "");
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(
        new Scenario<>(
            LIBRARY, "JdbcTemplate and JdbcClient", postgres, work(SpringScenarios::templates)));
    all.add(
        new Scenario<>(
            LIBRARY, "what exceptions become", postgres, work(SpringScenarios::exceptions)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "transactions: required, nested, read-only, isolation, time-out",
            postgres,
            work(SpringScenarios::transactions)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "transactions: requires new, not supported",
            postgres,
            work(SpringScenarios::requiresNew)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "streams with a query for each row",
            postgres,
            work(SpringScenarios::streams)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "inserts with keys, calls, sequences",
            postgres,
            work(SpringScenarios::keysAndCalls)));
    all.add(
        new Scenario<>(
            LIBRARY, "proxies of data sources", postgres, work(SpringScenarios::proxies)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "transactions: requires new, on H2",
            new MemoryStage(),
            work(SpringScenarios::requiresNew)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "what exceptions become, on H2",
            new MemoryStage(),
            work(SpringScenarios::exceptions)));
    return all;
  }

  /** What is done. */
  private interface Use {
    void of(DataSource source, JdbcTemplate jdbc, Facts facts) throws Exception;
  }

  private static Work<Object, DataSource> work(Use use) {
    return (peer, client, facts) -> {
      JdbcTemplate jdbc = new JdbcTemplate(client);
      jdbc.execute("create table item (id int primary key, name varchar(20) not null)");
      use.of(client, jdbc, facts);
    };
  }

  private static int insert(JdbcTemplate jdbc, int id, String name) {
    return jdbc.update("insert into item values (?, ?)", id, name);
  }

  private static List<Integer> ids(JdbcTemplate jdbc) {
    return jdbc.queryForList("select id from item order by id", Integer.class);
  }

  private static TransactionTemplate transaction(DataSource source, int propagation) {
    TransactionTemplate template =
        new TransactionTemplate(new DataSourceTransactionManager(source));
    template.setPropagationBehavior(propagation);
    return template;
  }

  private static void templates(DataSource source, JdbcTemplate jdbc, Facts facts) {
    facts.state("updated", insert(jdbc, 1, "one"));
    facts.state(
        "batch",
        jdbc.batchUpdate(
                "insert into item values (?, ?)",
                List.of(new Object[] {2, "two"}, new Object[] {3, "three"}))
            .length);
    JdbcClient client = JdbcClient.create(source);
    facts.state(
        "named",
        client
            .sql("select name from item where id = :id")
            .param("id", 2)
            .query(String.class)
            .single());
    facts.state(
        "list",
        client
            .sql("select id from item where name in (:names) order by id")
            .param("names", List.of("one", "three"))
            .query(Integer.class)
            .list());
    facts.ending(
        "none",
        () -> client.sql("select id from item where id = 99").query(Integer.class).single());
    jdbc.setQueryTimeout(5);
    jdbc.setMaxRows(2);
    facts.state("two at most", ids(jdbc));
  }

  private static void exceptions(DataSource source, JdbcTemplate jdbc, Facts facts) {
    insert(jdbc, 1, "one");
    facts.ending("the same key", () -> insert(jdbc, 1, "again"));
    facts.ending("too long", () -> insert(jdbc, 2, "x".repeat(30)));
    facts.ending("no such table", () -> jdbc.execute("select * from nowhere"));
    facts.ending("no SQL", () -> jdbc.execute("selec 1"));
    facts.ending("a wrong type", () -> jdbc.queryForObject("select name from item", Integer.class));
    facts.ending(
        "divided by zero",
        () -> jdbc.queryForObject("select 1 / (id - 1) from item", Integer.class));
    facts.ending(
        "a batch",
        () ->
            jdbc.batchUpdate(
                "insert into item values (?, ?)",
                List.of(new Object[] {5, "a"}, new Object[] {1, "b"})));
    facts.state("ids", ids(jdbc));
  }

  private static void transactions(DataSource source, JdbcTemplate jdbc, Facts facts) {
    TransactionTemplate required = transaction(source, TransactionDefinition.PROPAGATION_REQUIRED);
    TransactionTemplate nested = transaction(source, TransactionDefinition.PROPAGATION_NESTED);
    required.executeWithoutResult(
        status -> {
          insert(jdbc, 1, "outer");
          required.executeWithoutResult(inner -> insert(jdbc, 2, "joined"));
          facts.ending(
              "nested, fails",
              () ->
                  nested.executeWithoutResult(
                      inner -> {
                        insert(jdbc, 3, "nested");
                        insert(jdbc, 1, "twice");
                      }));
        });
    facts.state("ids", ids(jdbc));
    TransactionTemplate readOnly = transaction(source, TransactionDefinition.PROPAGATION_REQUIRED);
    readOnly.setReadOnly(true);
    facts.ending(
        "a write, read-only",
        () -> readOnly.executeWithoutResult(status -> insert(jdbc, 4, "never")));
    facts.ending("a write afterwards", () -> insert(jdbc, 4, "four"));
    TransactionTemplate serializable =
        transaction(source, TransactionDefinition.PROPAGATION_REQUIRED);
    serializable.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
    facts.state(
        "serializable",
        serializable.execute(
            status -> jdbc.queryForList("show transaction_isolation", String.class)));
    facts.state(
        "isolation afterwards",
        required.execute(status -> jdbc.queryForList("show transaction_isolation", String.class)));
    TransactionTemplate impatient = transaction(source, TransactionDefinition.PROPAGATION_REQUIRED);
    impatient.setTimeout(1);
    facts.ending(
        "a time-out",
        () -> impatient.executeWithoutResult(status -> jdbc.execute("select pg_sleep(10)")));
    facts.ending(
        "rolled back by hand",
        () ->
            required.executeWithoutResult(
                status -> {
                  insert(jdbc, 5, "five");
                  status.setRollbackOnly();
                }));
    facts.state("in the end", ids(jdbc));
  }

  private static void requiresNew(DataSource source, JdbcTemplate jdbc, Facts facts) {
    TransactionTemplate required = transaction(source, TransactionDefinition.PROPAGATION_REQUIRED);
    TransactionTemplate fresh = transaction(source, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    TransactionTemplate none = transaction(source, TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    facts.ending(
        "the outer one fails",
        () ->
            required.executeWithoutResult(
                status -> {
                  insert(jdbc, 1, "lost");
                  fresh.executeWithoutResult(inner -> insert(jdbc, 2, "kept"));
                  none.executeWithoutResult(inner -> facts.state("seen without", ids(jdbc)));
                  throw new IllegalStateException("outer");
                }));
    facts.ending(
        "the inner one fails",
        () ->
            required.executeWithoutResult(
                status -> {
                  insert(jdbc, 3, "kept");
                  facts.ending(
                      "inner", () -> fresh.executeWithoutResult(inner -> insert(jdbc, 2, "twice")));
                }));
    for (int i = 0; i < 20; i++) {
      int id = 100 + 2 * i;
      required.executeWithoutResult(
          status -> {
            insert(jdbc, id, "outer");
            fresh.executeWithoutResult(inner -> insert(jdbc, id + 1, "inner"));
          });
    }
    facts.state("ids", ids(jdbc));
  }

  private static void streams(DataSource source, JdbcTemplate jdbc, Facts facts) {
    for (int i = 0; i < 10; i++) {
      insert(jdbc, i, "n" + i);
    }
    try (Stream<Integer> ids =
        jdbc.queryForStream("select id from item order by id", (row, number) -> row.getInt(1))) {
      facts.state(
          "each",
          ids.map(id -> jdbc.queryForObject("select name from item where id = ?", String.class, id))
              .toList());
    }
    List<String> names = new ArrayList<>();
    jdbc.query(
        "select id from item order by id",
        row -> {
          names.add(
              jdbc.queryForObject(
                  "select name from item where id = ?", String.class, row.getInt(1)));
        });
    facts.state("rows", names);
  }

  private static void keysAndCalls(DataSource source, JdbcTemplate jdbc, Facts facts) {
    jdbc.execute("create table numbered (id serial primary key, name text)");
    facts.state(
        "key",
        new SimpleJdbcInsert(source)
            .withTableName("numbered")
            .usingGeneratedKeyColumns("id")
            .executeAndReturnKey(Map.of("name", "a")));
    jdbc.execute("create function twice(n int) returns int language sql as 'select n * 2'");
    facts.state(
        "call",
        new SimpleJdbcCall(source)
            .withFunctionName("twice")
            .executeFunction(Integer.class, Map.of("n", 21)));
    jdbc.execute("create sequence numbers");
    facts.state(
        "sequence", new PostgresSequenceMaxValueIncrementer(source, "numbers").nextIntValue());
  }

  private static void proxies(DataSource source, JdbcTemplate jdbc, Facts facts) throws Exception {
    PlatformTransactionManager manager = new JdbcTransactionManager(source);
    JdbcTemplate aware = new JdbcTemplate(new TransactionAwareDataSourceProxy(source));
    new TransactionTemplate(manager)
        .executeWithoutResult(
            status -> {
              insert(jdbc, 1, "one");
              facts.state("the same transaction", ids(aware));
              Connection connection = DataSourceUtils.getConnection(source);
              facts.state(
                  "the same connection", connection == DataSourceUtils.getConnection(source));
              DataSourceUtils.releaseConnection(connection, source);
              DataSourceUtils.releaseConnection(connection, source);
            });
    LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(source);
    new TransactionTemplate(new JdbcTransactionManager(lazy))
        .executeWithoutResult(status -> insert(new JdbcTemplate(lazy), 2, "lazy"));
    facts.state("ids", ids(jdbc));
  }
}
