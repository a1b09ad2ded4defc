package dev.connections.outside;

import java.util.ArrayList;
import java.util.List;

/** All of them, in the order of the page. */
final class Scenarios {

  private Scenarios() {}

  static List<Scenario<?, ?>> all(Servers servers) {
    List<Scenario<?, ?>> all = new ArrayList<>();
    all.addAll(FlywayScenarios.all(servers));
    all.addAll(LiquibaseScenarios.all(servers));
    all.addAll(JooqScenarios.all(servers));
    all.addAll(JdbiScenarios.all(servers));
    all.addAll(SpringScenarios.all(servers));
    all.addAll(HibernateScenarios.all(servers));
    all.addAll(TenancyScenarios.all(servers));
    all.addAll(QuartzScenarios.all(servers));
    all.addAll(SchedulerScenarios.all(servers));
    all.addAll(PgjdbcScenarios.all(servers));
    all.addAll(JdbcScenarios.all(servers));
    all.addAll(RetrofitScenarios.all());
    all.addAll(HttpScenarios.all());
    all.addAll(NginxScenarios.all(servers));
    all.addAll(HaproxyScenarios.all(servers));
    return all;
  }
}
