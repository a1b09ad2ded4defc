package shop;

import acme.AcmeConnection;
import dev.connections.annotations.ConnectionName;
import dev.connections.annotations.ConnectionRegistry;
import dev.connections.annotations.ConnectionSet;
import java.nio.file.Path;

@ConnectionRegistry
@ConnectionSet
public interface Clashing {
  String java = "hides the package";

  @ConnectionName("orders-db")
  AcmeConnection orders();

  default int close() {
    return 1;
  }

  default Object clone() {
    return this;
  }

  default Clashing open(Path file) {
    return this;
  }
}
