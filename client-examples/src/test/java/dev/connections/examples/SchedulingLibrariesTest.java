package dev.connections.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.connections.testsupport.Await;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Libraries that keep their jobs in the database, and lock there, on PostgreSQL. */
@Timeout(120)
class SchedulingLibrariesTest {

  private static final AtomicInteger MADE = new AtomicInteger();

  /** What the jobs of Quartz use, which makes them itself. */
  private static final Map<String, LibraryStage> STAGES = new ConcurrentHashMap<>();

  private LibraryStage stage;

  @BeforeEach
  void open() throws Exception {
    stage = LibraryStage.open();
    stage.run("create table done (job text primary key)");
  }

  @AfterEach
  void close() {
    if (stage != null) {
      stage.close();
    }
  }

  private void awaitDone(String count) {
    Await.until(
        "all jobs are done",
        () -> stage.column("select count(*) from done").equals(List.of(count)));
  }

  /** Fails if it is run twice. */
  public static final class Insert implements Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      LibraryStage stage =
          Objects.requireNonNull(STAGES.get(context.getMergedJobDataMap().getString("stage")));
      stage.run("insert into done values ('" + context.getJobDetail().getKey().getName() + "')");
    }
  }

  @Test
  void quartzAsAClusterOfTwo() throws Exception {
    String name = "examples" + MADE.incrementAndGet();
    STAGES.put(name, stage);
    DBConnectionManager.getInstance().addConnectionProvider(name, new Provider(stage.client()));
    stage.orders().run(jdbc -> jdbc.createStatement().execute(quartzTables()));
    List<org.quartz.Scheduler> cluster = List.of(quartz(name, "1"), quartz(name, "2"));
    try {
      for (int i = 0; i < 20; i++) {
        cluster
            .get(i % 2)
            .scheduleJob(
                job("job" + i, name),
                TriggerBuilder.newTrigger()
                    .withSchedule(
                        SimpleScheduleBuilder.simpleSchedule()
                            .withMisfireHandlingInstructionFireNow())
                    .build());
      }
      stage.assertGuarded(
          () -> {
            cluster.get(0).addJob(job("kept", name), true, true);
            assertThat(cluster.get(1).checkExists(job("kept", name).getKey())).isTrue();
          });
      for (org.quartz.Scheduler each : cluster) {
        each.start();
      }
      awaitDone("20");
    } finally {
      for (org.quartz.Scheduler each : cluster) {
        each.shutdown(true);
      }
      DBConnectionManager.getInstance().shutdown(name);
      STAGES.remove(name);
    }
  }

  private static JobDetail job(String job, String stage) {
    return JobBuilder.newJob(Insert.class).withIdentity(job).usingJobData("stage", stage).build();
  }

  private static org.quartz.Scheduler quartz(String name, String instance) throws Exception {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "org.quartz.scheduler.instanceName", name,
            "org.quartz.scheduler.instanceId", instance,
            "org.quartz.threadPool.threadCount", "1",
            "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
            "org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
            "org.quartz.jobStore.dataSource", name,
            "org.quartz.jobStore.isClustered", "true",
            "org.quartz.jobStore.clusterCheckinInterval", "500",
            "org.quartz.scheduler.skipUpdateCheck", "true"));
    StdSchedulerFactory factory = new StdSchedulerFactory();
    factory.initialize(properties);
    org.quartz.Scheduler made = factory.getScheduler();
    SchedulerRepository.getInstance().remove(name); // or the next one would be this one again
    return made;
  }

  private static String quartzTables() throws IOException {
    String resource = "org/quartz/impl/jdbcjobstore/tables_postgres.sql";
    try (InputStream in = Job.class.getClassLoader().getResourceAsStream(resource)) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** How Quartz gets its connections. */
  private record Provider(DataSource source) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return source.getConnection();
    }

    @Override
    public void shutdown() {}

    @Override
    public void initialize() {}
  }

  @Test
  void dbSchedulerTwiceWithLockAndFetch() throws Exception {
    stage.run(
        """
        create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,
          execution_time timestamp with time zone, picked boolean not null, picked_by text,
          last_success timestamp with time zone, last_failure timestamp with time zone, consecutive_failures int,
          last_heartbeat timestamp with time zone, version bigint not null, priority smallint, state text,
          primary key (task_name, task_instance))
        """);
    OneTimeTask<Void> once =
        Tasks.oneTime("once")
            .execute(
                (instance, context) ->
                    stage.run("insert into done values ('" + instance.getId() + "')"));
    List<Scheduler> cluster = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      cluster.add(
          Scheduler.create(stage.client(), once)
              .threads(1)
              .pollingInterval(Duration.ofMillis(50))
              .pollUsingLockAndFetch(0.5, 2.0)
              .build());
    }
    for (int i = 0; i < 20; i++) {
      cluster.get(i % 2).schedule(once.instance("task" + i), Instant.now());
    }
    AtomicInteger later = new AtomicInteger();
    stage.assertGuarded(
        () ->
            cluster
                .get(0)
                .schedule(
                    once.instance("later" + later.incrementAndGet()),
                    Instant.now().plusSeconds(3600)));
    cluster.forEach(Scheduler::start);
    try {
      awaitDone("20");
    } finally {
      cluster.forEach(Scheduler::stop);
    }
    assertThat(stage.column("select task_name from scheduled_tasks where consecutive_failures > 0"))
        .isEmpty();
  }
}
