package shop;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;

final class Main {

  public static void main(String[] arguments) {
    try (OpenShop shop = OpenShop.open(Path.of(arguments[0]))) {
      System.out.println(ConnectionTypes.all());
      System.out.println(shop.accounts().client());
      System.out.println(
          shop.orders()
              .<Integer>execute(
                  Shop.SUM,
                  jdbc -> {
                    try (Statement statement = jdbc.createStatement();
                        ResultSet sum = statement.executeQuery("select 40 + 2")) {
                      sum.next();
                      return sum.getInt(1);
                    }
                  }));
    }
  }
}
