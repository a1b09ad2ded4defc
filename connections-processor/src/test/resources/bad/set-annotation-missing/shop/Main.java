package shop;

import java.nio.file.Path;

final class Main {
  public static void main(String[] arguments) {
    OpenShopConnections.open(Path.of("connections.yaml"));
  }
}
