package startup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;

/** Makes the pool. */
@Module
final class PoolModule {

  private PoolModule() {}

  @Provides
  @Singleton
  static HikariDataSource pool() {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl("jdbc:h2:mem:startup");
    settings.setUsername("sa");
    settings.setMaximumPoolSize(10);
    return new HikariDataSource(settings);
  }
}
