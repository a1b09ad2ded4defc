package dev.connections.sample.readme;

import dev.connections.Operation;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;
import dev.connections.rest.RestConnection;
import dev.connections.rest.RestConnectionTypes;
import dev.connections.sql.SqlConnection;
import dev.connections.sql.SqlConnectionTypes;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

/** The README's example. */
@ConnectionRegistry(include = {SqlConnectionTypes.class, RestConnectionTypes.class})
@ConnectionSet
public interface Shop {
  @ConnectionName("orders-db")
  SqlConnection orders();

  @ConnectionName("catalog")
  RestConnection catalog();

  Operation COUNT_OPEN = Operation.read("count-open-orders").deadline(Duration.ofSeconds(2));

  static void main(String[] arguments) {
    try (OpenShop shop =
        OpenShop.open(Path.of("connections.yaml"))) { // once: it owns the connections
      int open =
          shop.orders()
              .execute(
                  COUNT_OPEN,
                  jdbc -> {
                    try (Statement query = jdbc.createStatement();
                        ResultSet rows = query.executeQuery("select count(*) from orders")) {
                      rows.next();
                      return rows.getInt(1);
                    }
                  });
      System.out.println(open + " open orders");
    }
  }
}
