package app;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DefaultValue;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Repeatable;

public record ComposedMistakes(
    @Port String port,
    @DefaultValue("0") @Port int other,
    @Contact String contact,
    @Judged int judged,
    @JudgedInside int inside,
    @Range(least = 5) int range,
    @Meaningless String nothing,
    @Port @Port boolean twice,
    @EmptyInside int empty)
    implements ConnectionConfiguration {

  @Min(1)
  @Max(65535)
  @Repeatable(Port.List.class)
  @Constraint(validatedBy = {})
  public @interface Port {
    @interface List {
      Port[] value();
    }
  }

  @Size(max = 100)
  @Email
  @Constraint(validatedBy = {})
  public @interface Contact {}

  @Min(1)
  @Constraint(validatedBy = Judge.class)
  public @interface Judged {}

  @Judged
  @Max(3)
  @Constraint(validatedBy = {})
  public @interface JudgedInside {}

  @Min(1)
  @Constraint(validatedBy = {})
  public @interface Range {
    @OverridesAttribute(constraint = Min.class, name = "value")
    long least();
  }

  @Pattern(regexp = "[")
  @Size(min = 2, max = 1)
  @Constraint(validatedBy = {})
  public @interface Meaningless {}

  @Constraint(validatedBy = {})
  public @interface Empty {}

  @Empty
  @Min(1)
  @Constraint(validatedBy = {})
  public @interface EmptyInside {}

  public static final class Judge implements ConstraintValidator<Judged, Integer> {
    @Override
    public boolean isValid(Integer value, ConstraintValidatorContext context) {
      return true;
    }
  }
}
