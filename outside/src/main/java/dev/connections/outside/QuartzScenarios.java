package dev.connections.outside;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.PersistJobDataAfterExecution;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz with its jobs in the database, alone and as a cluster of two. */
final class QuartzScenarios {

  private static final String LIBRARY = "Quartz 2.5.2";
  private static final AtomicInteger MADE = new AtomicInteger();

  /** What the jobs of each run use, by the name of its source. */
  private static final Map<String, DataSource> SOURCES = new ConcurrentHashMap<>();

  private QuartzScenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    PostgresStage postgres = new PostgresStage(servers, "");
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.add(
        new Scenario<>(
            LIBRARY,
            "10 jobs of 3 runs, one scheduler",
            postgres,
            (peer, client, facts) -> run(client, facts, 1)));
    all.add(
        new Scenario<>(
            LIBRARY,
            "10 jobs of 3 runs, a cluster of two",
            postgres,
            (peer, client, facts) -> run(client, facts, 2)));
    return all;
  }

  /** A job that uses the database itself, and whose data is stored after each run. */
  @DisallowConcurrentExecution
  @PersistJobDataAfterExecution
  public static final class Insert implements Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      DataSource source =
          Objects.requireNonNull(SOURCES.get(context.getMergedJobDataMap().getString("source")));
      context.getJobDetail().getJobDataMap().put("ran", String.valueOf(System.nanoTime()));
      try {
        Sql.execute(
            source, "insert into ran values ('" + context.getJobDetail().getKey().getName() + "')");
      } catch (SQLException failure) {
        throw new JobExecutionException(failure);
      }
    }
  }

  private static void run(DataSource client, Facts facts, int nodes) throws Exception {
    String name = "outside" + MADE.incrementAndGet();
    SOURCES.put(name, client);
    DBConnectionManager.getInstance().addConnectionProvider(name, new Provider(client));
    Sql.execute(client, tables());
    Sql.execute(client, "create table ran (job text)");
    List<Scheduler> cluster = new ArrayList<>();
    try {
      for (int i = 0; i < nodes; i++) {
        cluster.add(scheduler(name, name + "-" + i, nodes > 1));
      }
      for (int i = 0; i < 10; i++) {
        cluster
            .get(0)
            .scheduleJob(
                JobBuilder.newJob(Insert.class)
                    .withIdentity("job" + i)
                    .usingJobData("source", name)
                    .build(),
                TriggerBuilder.newTrigger()
                    .withSchedule(
                        SimpleScheduleBuilder.simpleSchedule()
                            .withIntervalInMilliseconds(100)
                            .withRepeatCount(2)
                            .withMisfireHandlingInstructionNextWithExistingCount())
                    .build());
      }
      for (Scheduler scheduler : cluster) {
        scheduler.start();
      }
      facts.state(
          "all ran",
          Waiting.until(
              30_000_000_000L,
              () -> Sql.column(client, "select count(*) from ran").equals(List.of("30"))));
      facts.state(
          "no job left",
          Waiting.until(() -> Sql.column(client, "select * from qrtz_job_details").isEmpty()));
    } finally {
      for (Scheduler scheduler : cluster) {
        scheduler.shutdown(true);
      }
      DBConnectionManager.getInstance().shutdown(name);
      SOURCES.remove(name);
    }
    facts.state(
        "runs of each",
        Sql.column(client, "select job || ' ' || count(*) from ran group by job order by job"));
  }

  private static Scheduler scheduler(String name, String instance, boolean clustered)
      throws Exception {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "org.quartz.scheduler.instanceName", clustered ? name : instance,
            "org.quartz.scheduler.instanceId", instance,
            "org.quartz.threadPool.threadCount", "3",
            "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
            "org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
            "org.quartz.jobStore.dataSource", name,
            "org.quartz.jobStore.isClustered", String.valueOf(clustered),
            "org.quartz.jobStore.clusterCheckinInterval", "500",
            "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", "3",
            "org.quartz.scheduler.skipUpdateCheck", "true"));
    StdSchedulerFactory factory = new StdSchedulerFactory();
    factory.initialize(properties);
    return factory.getScheduler();
  }

  private static String tables() throws IOException {
    String resource = "org/quartz/impl/jdbcjobstore/tables_postgres.sql";
    try (InputStream in = Job.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("Quartz has no " + resource);
      }
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
}
