package startup;

import java.sql.SQLException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring Boot application without a server. */
@SpringBootApplication
public class Main {

  /** Prints what {@code SELECT 1} gives. */
  public static void main(String[] arguments) throws SQLException {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    try (ConfigurableApplicationContext application =
        SpringApplication.run(Main.class, arguments)) {
      System.out.println(application.getBean(SelectOne.class).ask());
    }
  }
}
