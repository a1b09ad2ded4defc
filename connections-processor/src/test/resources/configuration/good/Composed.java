package app;

import dev.connections.ConnectionConfiguration;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Constraints made of constraints. */
public record Composed(
    @Port int port, @UserPort int userPort, @Name String name, @Required @Circular String circle)
    implements ConnectionConfiguration {

  /** Of two. */
  @Min(1)
  @Max(65535)
  @Constraint(validatedBy = {})
  @Target({ElementType.FIELD, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Port {
    /** Of jakarta.validation. */
    String message() default "";

    /** Of jakarta.validation. */
    Class<?>[] groups() default {};

    /** Of jakarta.validation. */
    Class<? extends Payload>[] payload() default {};
  }

  /** Of another that is made of two, and one more. */
  @Port
  @Min(1024)
  @Constraint(validatedBy = {})
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.CLASS)
  public @interface UserPort {}

  /** Of containers. */
  @Pattern.List({@Pattern(regexp = "[a-z]+"), @Pattern(regexp = ".{2,}")})
  @Size.List(@Size(max = 4))
  @Constraint(validatedBy = {})
  @Target(ElementType.RECORD_COMPONENT)
  @Retention(RetentionPolicy.CLASS)
  public @interface Name {}

  /** Says nothing new. */
  @NotNull
  @Constraint(validatedBy = {})
  public @interface Required {}

  /** Of one that is made of it. */
  @Back
  @NotBlank
  @Constraint(validatedBy = {})
  public @interface Circular {}

  /** Closes the circle. */
  @Circular
  @Size(max = 3)
  @Constraint(validatedBy = {})
  public @interface Back {}
}
