package dev.connections;

/**
 * The settings of one type of connection: a public record whose components are the settings. The
 * processor generates its binder.
 *
 * <ul>
 *   <li>A setting is a text, a number, a boolean, an enum, a {@code Duration}, {@link DataSize},
 *       {@link Percentage}, {@code URI}, {@code Path} or {@link Secret}; a record of settings; a
 *       sealed interface of such records, of which a key chooses one ({@code @Discriminator}); a
 *       {@code List} or {@code Map<String, …>} of these; or an {@code Optional} of any of them.
 *   <li>{@code @DefaultValue} says what holds if it is left out, the constraints of {@code
 *       jakarta.validation} what it must be, {@code @DeprecatedKeys} which keys it had earlier. An
 *       annotation of your own that is made of such constraints stands for them. {@code @Min} and
 *       the like count the bytes of sizes and the percent of percentages.
 *   <li>Rules between settings go into a method {@code public void validate(Violations)} (see
 *       {@link dev.connections.spi.binding.Violations}); what must hold for records made in code,
 *       too, into the constructor, as an {@code IllegalArgumentException}.
 * </ul>
 *
 * <p>Settings that all types have in common ({@code startup}, {@code critical}, {@code timeouts} …)
 * are next to them in the file and are not part of the record.
 */
public interface ConnectionConfiguration {}
