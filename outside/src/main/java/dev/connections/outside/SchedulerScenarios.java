package dev.connections.outside;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** db-scheduler and ShedLock. */
final class SchedulerScenarios {

  private static final Duration LONG = Duration.ofMinutes(1);

  private SchedulerScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    PostgresStage postgres = new PostgresStage(servers, "");
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(
        new Scenario<>(
            "db-scheduler 16.7.1",
            "50 tasks that use the database, once each",
            postgres,
            (peer, client, facts) -> tasks(client, facts, false)));
    all.add(
        new Scenario<>(
            "db-scheduler 16.7.1",
            "50 tasks, polled with select for update skip locked",
            postgres,
            (peer, client, facts) -> tasks(client, facts, true)));
    all.add(
        new Scenario<>(
            "ShedLock 7.10.1",
            "lock, refuse, extend, unlock",
            postgres,
            (peer, client, facts) -> locks(client, facts)));
    all.add(
        new Scenario<>(
            "ShedLock 7.10.1",
            "a lock inside a transaction",
            postgres,
            (peer, client, facts) -> lockInside(client, facts)));
    return all;
  }

  private static void tasks(DataSource client, Facts facts, boolean locking) throws Exception {
    Sql.execute(
        client,
        """
        create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,
          execution_time timestamp with time zone, picked boolean not null, picked_by text, last_success timestamp with time zone,
          last_failure timestamp with time zone, consecutive_failures int, last_heartbeat timestamp with time zone,
          version bigint not null, priority smallint, state text, primary key (task_name, task_instance))
        """);
    Sql.execute(client, "create table done (task text primary key)");
    AtomicInteger recurring = new AtomicInteger();
    OneTimeTask<Void> once =
        Tasks.oneTime("once")
            .execute(
                (instance, context) -> {
                  new JdbcTemplate(client).update("insert into done values (?)", instance.getId());
                });
    RecurringTask<Void> often =
        Tasks.recurring("often", FixedDelay.ofMillis(20))
            .execute((instance, context) -> recurring.incrementAndGet());
    var builder =
        Scheduler.create(client, once)
            .startTasks(often)
            .threads(5)
            .pollingInterval(Duration.ofMillis(50));
    Scheduler scheduler = (locking ? builder.pollUsingLockAndFetch(0.5, 2.0) : builder).build();
    for (int i = 0; i < 50; i++) {
      scheduler.schedule(once.instance("task" + i), Instant.now());
    }
    scheduler.start();
    try {
      facts.state(
          "all done",
          Waiting.until(
              () -> Sql.column(client, "select count(*) from done").equals(List.of("50"))));
      facts.state("recurred", Waiting.until(() -> recurring.get() > 3));
    } finally {
      scheduler.stop();
    }
    facts.state("left", Sql.column(client, "select task_name from scheduled_tasks"));
    facts.state(
        "failed",
        Sql.column(client, "select task_name from scheduled_tasks where consecutive_failures > 0"));
  }

  private static LockConfiguration lock(String name) {
    return new LockConfiguration(Instant.now(), name, LONG, Duration.ZERO);
  }

  private static JdbcTemplateLockProvider provider(DataSource client) throws Exception {
    Sql.execute(
        client,
        "create table shedlock (name text primary key, lock_until timestamp, locked_at timestamp, locked_by text)");
    return new JdbcTemplateLockProvider(
        JdbcTemplateLockProvider.Configuration.builder()
            .withJdbcTemplate(new JdbcTemplate(client))
            .usingDbTime()
            .build());
  }

  private static void locks(DataSource client, Facts facts) throws Exception {
    JdbcTemplateLockProvider provider = provider(client);
    Optional<SimpleLock> first = provider.lock(lock("a"));
    facts.state("first", first.isPresent());
    facts.state("second", provider.lock(lock("a")).isPresent());
    facts.state("another", provider.lock(lock("b")).isPresent());
    Optional<SimpleLock> extended = first.orElseThrow().extend(LONG, Duration.ZERO);
    facts.state("extended", extended.isPresent());
    extended.orElseThrow().unlock();
    facts.state("after unlocking", provider.lock(lock("a")).isPresent());
    Set<String> failures = ConcurrentHashMap.newKeySet();
    Set<Integer> winners = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int number = i;
      threads.add(
          new Thread(
              () -> {
                try {
                  provider.lock(lock("race")).ifPresent(it -> winners.add(number));
                } catch (RuntimeException failure) {
                  failures.add(Facts.describe(failure));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    facts.state("winners", winners.size());
    facts.state("failures", failures);
  }

  private static void lockInside(DataSource client, Facts facts) throws Exception {
    Sql.execute(
        client,
        "create table shedlock (name text primary key, lock_until timestamp, locked_at timestamp, locked_by text)");
    DataSourceTransactionManager manager = new DataSourceTransactionManager(client);
    JdbcTemplateLockProvider provider =
        new JdbcTemplateLockProvider(new JdbcTemplate(client), manager);
    Map<String, Boolean> taken = new ConcurrentHashMap<>();
    facts.ending(
        "the transaction fails",
        () ->
            new TransactionTemplate(manager)
                .executeWithoutResult(
                    status -> {
                      new JdbcTemplate(client).queryForObject("select 1", Integer.class);
                      taken.put("a", provider.lock(lock("a")).isPresent());
                      throw new IllegalStateException("after the lock");
                    }));
    facts.state("taken", taken);
    facts.state("still locked", provider.lock(lock("a")).isEmpty());
  }
}
