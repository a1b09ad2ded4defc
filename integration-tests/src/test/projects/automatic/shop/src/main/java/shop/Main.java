package shop;

import java.nio.file.Path;

final class Main {

  public static void main(String[] arguments) {
    try (OpenShop shop = OpenShop.open(Path.of(arguments[0]))) {
      System.out.println(ConnectionTypes.all());
      System.out.println(shop.notes().client());
      System.out.println(shop.diary().client());
    }
  }
}
