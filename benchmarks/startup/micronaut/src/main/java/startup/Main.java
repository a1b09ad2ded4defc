package startup;

import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;

/** A Micronaut application without a server. */
public final class Main {

  private Main() {}

  /** Prints what {@code SELECT 1} gives. */
  public static void main(String[] arguments) throws SQLException {
    try (ApplicationContext application = ApplicationContext.run()) {
      System.out.println(application.getBean(SelectOne.class).ask());
    }
  }
}
