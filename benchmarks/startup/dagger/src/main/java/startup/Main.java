package startup;

import com.zaxxer.hikari.HikariDataSource;
import dagger.Component;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/** A pool, made in code and wired by Dagger. */
public final class Main {

  /** The application. */
  @Singleton
  @Component(modules = PoolModule.class)
  interface Application {
    HikariDataSource pool();

    SelectOne selectOne();
  }

  private Main() {}

  /** Prints what {@code SELECT 1} gives. */
  public static void main(String[] arguments) throws SQLException {
    Application application = DaggerMain_Application.create();
    try (HikariDataSource pool = application.pool()) {
      System.out.println(application.selectOne().ask());
    }
  }
}
