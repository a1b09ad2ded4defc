package shop;

import dev.connections.ConnectionConfiguration;
import dev.connections.annotations.DefaultValue;
import dev.connections.annotations.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/** Kapt turns Kotlin's {@code @JvmRecord} into a class that no Java compiler accepts. */
public record NotebookConfiguration(
    @Description("Whose it is") String owner,
    @DefaultValue("64") @Min(1) @Max(100) int pages,
    List<String> tags)
    implements ConnectionConfiguration {}
