package app;

import dev.connections.ConnectionConfiguration;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Its settings are never null, though code may leave one out. */
public record NullTaking(String name) implements ConnectionConfiguration {

  /** Replaces null. */
  public NullTaking(@Nullable String name) {
    this.name = name == null ? "" : name;
  }

  /** For parameters. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.CLASS)
  public @interface Nullable {}
}
