package dev.connections.outside;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/** Hibernate: identifiers, sessions within sessions, scrolling, locks, large objects. */
final class HibernateScenarios {

  private static final String LIBRARY = "Hibernate 7.4.15";

  private HibernateScenarios() {}

  /** Its identifier comes from a sequence. */
  @Entity(name = "Numbered")
  static class Numbered {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable Long id;

    @Version int version;
    @Nullable String name;
    @Lob byte @Nullable [] picture;
  }

  /** Its identifier comes from a row of a table, which is locked by a transaction of its own. */
  @Entity(name = "Tabled")
  static class Tabled {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE)
    @Nullable Long id;

    @Nullable String name;
  }

  /** The server makes its identifier. */
  @Entity(name = "Identified")
  static class Identified {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Nullable String name;
  }

  static List<Scenario<?, ?>> all(Servers servers) {
    PostgresStage postgres = new PostgresStage(servers, "");
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(
        new Scenario<>(
            LIBRARY,
            "identifiers by sequence, identity and table",
            postgres,
            work(HibernateScenarios::identifiers)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "a second session inside a transaction",
            postgres,
            work(HibernateScenarios::secondSession)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "scrolling and streams with a session for each row",
            postgres,
            work(HibernateScenarios::scrolling)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "locks, versions, constraint violations",
            postgres,
            work(HibernateScenarios::conflicts)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "large objects, batches, JDBC work, native queries",
            postgres,
            work(HibernateScenarios::jdbc)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "identifiers by sequence, identity and table, on H2",
            new MemoryStage(),
            work(HibernateScenarios::identifiers)));
    return all;
  }

  private static Work<Object, DataSource> work(BiConsumer<SessionFactory, Facts> use) {
    return (peer, client, facts) -> {
      try (SessionFactory factory =
          factory(Map.of(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, client))) {
        use.accept(factory, facts);
      }
    };
  }

  /** With the tables, made anew. */
  static SessionFactory factory(Map<String, Object> settings) {
    ServiceRegistry registry =
        new StandardServiceRegistryBuilder()
            .applySettings(
                Map.of(
                    SchemaToolingSettings.HBM2DDL_AUTO,
                    "update",
                    BatchSettings.STATEMENT_BATCH_SIZE,
                    20))
            .applySettings(settings)
            .build();
    Metadata metadata =
        new MetadataSources(registry)
            .addAnnotatedClass(Numbered.class)
            .addAnnotatedClass(Tabled.class)
            .addAnnotatedClass(Identified.class)
            .buildMetadata();
    return metadata.buildSessionFactory();
  }

  static Numbered numbered(String name) {
    Numbered made = new Numbered();
    made.name = name;
    return made;
  }

  private static void identifiers(SessionFactory factory, Facts facts) {
    factory.inTransaction(
        session -> {
          for (int i = 0; i < 60; i++) {
            session.persist(numbered("n" + i));
          }
        });
    factory.inTransaction(
        session -> {
          for (int i = 0; i < 60; i++) {
            Tabled made = new Tabled();
            made.name = "t" + i;
            session.persist(made);
          }
        });
    factory.inTransaction(
        session -> {
          Identified made = new Identified();
          made.name = "one";
          session.persist(made);
          facts.state("identity", made.id);
        });
    for (String entity : List.of("Numbered", "Tabled", "Identified")) {
      facts.state(
          entity,
          factory.fromSession(
              it ->
                  it.createQuery("select max(id) || '/' || count(*) from " + entity, String.class)
                      .getSingleResult()));
    }
  }

  private static void secondSession(SessionFactory factory, Facts facts) {
    for (int i = 0; i < 10; i++) {
      factory.inTransaction(
          outer -> {
            outer.persist(numbered("outer"));
            outer.flush();
            factory.inTransaction(inner -> inner.persist(numbered("inner")));
            factory.inStatelessTransaction(inner -> inner.insert(numbered("stateless")));
          });
    }
    facts.ending(
        "the outer one fails",
        () ->
            factory.inTransaction(
                outer -> {
                  outer.persist(numbered("lost"));
                  outer.flush();
                  factory.inTransaction(inner -> inner.persist(numbered("kept")));
                  throw new IllegalStateException("outer");
                }));
    facts.state("count", factory.fromSession(HibernateScenarios::names));
  }

  private static List<Object> names(Session session) {
    return session
        .createQuery(
            "select name || count(*) from Numbered group by name order by name", Object.class)
        .getResultList();
  }

  private static void scrolling(SessionFactory factory, Facts facts) {
    factory.inTransaction(
        session -> {
          for (int i = 0; i < 20; i++) {
            session.persist(numbered("n" + i));
          }
        });
    factory.inTransaction(
        session -> {
          try (Stream<Numbered> rows =
              session
                  .createQuery("from Numbered order by id", Numbered.class)
                  .setFetchSize(5)
                  .getResultStream()) {
            facts.state(
                "stream",
                rows.map(
                        row ->
                            factory.fromSession(inner -> inner.find(Numbered.class, row.id).name))
                    .toList());
          }
        });
    try (StatelessSession session = factory.openStatelessSession();
        ScrollableResults<Numbered> rows =
            session
                .createQuery("from Numbered order by id", Numbered.class)
                .scroll(ScrollMode.SCROLL_INSENSITIVE)) {
      rows.last();
      facts.state("last", rows.get().name);
      rows.first();
      facts.state("first", rows.get().name);
    }
  }

  private static void conflicts(SessionFactory factory, Facts facts) {
    Numbered one = numbered("one");
    factory.inTransaction(session -> session.persist(one));
    factory.inTransaction(
        session ->
            session
                .createMutationQuery("update versioned Numbered set name = 'other'")
                .executeUpdate());
    facts.ending(
        "a stale version",
        () ->
            factory.inTransaction(
                session -> {
                  one.name = "mine";
                  session.merge(one);
                }));
    factory.inTransaction(
        outer -> {
          outer.find(Numbered.class, one.id, LockModeType.PESSIMISTIC_WRITE);
          facts.ending(
              "locked by somebody else",
              () ->
                  factory.inTransaction(
                      inner ->
                          inner.find(
                              Numbered.class,
                              one.id,
                              LockModeType.PESSIMISTIC_WRITE,
                              Map.of("jakarta.persistence.lock.timeout", 0))));
        });
    factory.inTransaction(
        session ->
            session
                .createNativeMutationQuery("create unique index on numbered (name)")
                .executeUpdate());
    facts.ending(
        "the same name",
        () -> factory.inTransaction(session -> session.persist(numbered("other"))));
    facts.ending(
        "a query time-out",
        () ->
            factory.inTransaction(
                session ->
                    session
                        .createNativeQuery("select cast(pg_sleep(5) as text)", String.class)
                        .setTimeout(1)
                        .getSingleResult()));
    facts.ending(
        "a query", () -> factory.inSession(session -> facts.state("names", names(session))));
  }

  private static void jdbc(SessionFactory factory, Facts facts) {
    factory.inTransaction(
        session -> {
          Numbered made = numbered("with picture");
          made.picture = new byte[100_000];
          session.persist(made);
          for (int i = 0; i < 100; i++) {
            session.persist(numbered("n" + i));
          }
        });
    facts.state(
        "picture",
        factory.fromTransaction(
            session -> {
              byte[] picture =
                  session
                      .createQuery("from Numbered where name = 'with picture'", Numbered.class)
                      .getSingleResult()
                      .picture;
              return picture == null ? -1 : picture.length;
            }));
    factory.inTransaction(
        session -> {
          session.doWork(connection -> facts.state("auto-commit", autoCommit(connection)));
          session.doWork(
              connection -> Sql.execute(connection, "update numbered set name = name || '!'"));
        });
    facts.state(
        "native",
        factory.fromSession(
            session ->
                session
                    .createNativeQuery(
                        "select name from numbered order by name limit 3", String.class)
                    .getResultList()));
    facts.ending(
        "a function",
        () ->
            factory.inTransaction(
                session ->
                    facts.state(
                        "upper",
                        session
                            .createQuery(
                                "select upper(name) from Numbered order by id limit 1",
                                String.class)
                            .getSingleResult())));
  }

  private static boolean autoCommit(Connection connection) throws SQLException {
    return connection.getAutoCommit();
  }
}
