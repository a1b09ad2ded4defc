package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.spi.binding.Violations;
import java.io.IOException;

public record WrongRules(
    A a, B b, C c, D d, E e, F f, G g, Right right, Unrelated unrelated)
    implements ConnectionConfiguration {

  public record A(int size) {
    public static void validate(Violations violations) {}
  }

  public record B(int size) {
    void validate(Violations violations) {}
  }

  public record C(int size) {
    public boolean validate(Violations violations) {
      return true;
    }
  }

  public record D(int size) {
    public void validate(Violations violations, String path) {}
  }

  public record E(int size) {
    public void validate(Violations violations) throws IOException {}
  }

  public record F(int size) {
    public <T> void validate(Violations violations) {}
  }

  public record G(int size) {
    public static final class Violations {}

    public void validate(Violations violations) {}
  }

  public record Right(int size) {
    public void validate(Violations violations) throws IllegalStateException {
      validate(violations, "size");
    }

    private static void validate(Violations violations, String setting) {}
  }

  public record Unrelated(int size) {
    public boolean validate() {
      return size > 0;
    }

    static void validate(int size) {}
  }
}
