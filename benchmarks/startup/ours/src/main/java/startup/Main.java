package startup;

import dev.connections.Operation;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;

/** Ours, as the README shows it: a generated registry, a file, and everything on. */
@ConnectionRegistry(include = SqlConnectionTypes.class)
@ConnectionSet
public interface Main {

  @ConnectionName("orders")
  SqlConnection orders();

  Operation SELECT = Operation.read("select-one");

  /**
   * Prints what {@code SELECT 1} gives.
   *
   * @param arguments the file
   */
  static void main(String[] arguments) {
    try (OpenMain application = OpenMain.open(Path.of(arguments[0]))) {
      int one =
          application
              .orders()
              .execute(
                  SELECT,
                  jdbc -> {
                    try (Statement statement = jdbc.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT 1")) {
                      rows.next();
                      return rows.getInt(1);
                    }
                  });
      System.out.println(one);
    }
  }
}
