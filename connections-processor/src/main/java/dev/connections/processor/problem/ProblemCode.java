package dev.connections.processor.problem;

import java.util.List;

/**
 * Every problem that the processor reports: its code, which users search for, how bad it is, what
 * is wrong, what to do, and what the values in the two texts are. The texts are {@link
 * String#format} templates over the same values. {@code docs/errors.md} is made of them.
 *
 * <p>Codes are grouped: 1xx a connection type, 2xx a registry, 3xx a connection set, 4xx a
 * configuration record, 9xx the processor itself. A code never changes its meaning.
 */
public enum ProblemCode {
  TYPE_WITHOUT_BASE(
      101,
      Severity.ERROR,
      "%1$s is annotated @ConnectionType but does not extend ConnectionTypeBase.",
      "make it a class that extends ConnectionTypeBase<Connection, Configuration, Factory>",
      "type"),
  TYPE_ARGUMENTS_MISSING(
      102,
      Severity.ERROR,
      "%1$s does not give ConnectionTypeBase its three type arguments, or gives it type variables.",
      "write extends ConnectionTypeBase<Connection, Configuration, Factory> with the interface users"
          + " hold, the configuration record and the factory",
      "type"),
  TYPE_ARGUMENTS_WRONG(
      103,
      Severity.ERROR,
      "The type arguments of %1$s do not fit: connection %2$s, configuration %3$s, factory %4$s.",
      "the first must extend ManagedConnection, the second implement ConnectionConfiguration, the"
          + " third implement ConnectionFactory with the first two",
      "type, connection, configuration, factory"),
  TYPE_UNRESOLVED(
      104,
      Severity.NOTE,
      "%1$s cannot be opened by the registry, because %2$s is missing or cannot be accessed.",
      "see the compiler's own error about it",
      "type, what is missing"),
  ID_NOT_POSITIVE(
      105,
      Severity.ERROR,
      "The id of connection type '%1$s' is %2$s.",
      "choose a positive id that no other type has",
      "type's name, id"),
  NAME_SYNTAX(
      106,
      Severity.ERROR,
      "'%1$s' is not a name for a connection type.",
      "begin with a letter, and use letters, digits, '-' and '_' only",
      "name"),
  CATEGORY_BLANK(
      107,
      Severity.ERROR,
      "The category of connection type '%1$s' is blank.",
      "name the family it belongs to, such as \"Sql\"",
      "type's name"),
  CONNECTION_NOT_PUBLIC(
      108,
      Severity.ERROR,
      "The connection %2$s of type '%1$s' is not public.",
      "users hold it: make it, and every class around it, public",
      "type's name, connection"),
  CONFIGURATION_NOT_PUBLIC(
      109,
      Severity.ERROR,
      "The configuration %2$s of type '%1$s' is not public.",
      "users write and read it: make it, and every class around it, public",
      "type's name, configuration"),
  CONFIGURATION_NOT_A_RECORD(
      110,
      Severity.ERROR,
      "The configuration %2$s of type '%1$s' is not a record.",
      "declare it as: public record %3$s(…) implements ConnectionConfiguration",
      "type's name, configuration, its simple name"),
  FACTORY_PRIVATE(
      111,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' is private.",
      "remove 'private' from it and every class around it; package-private is enough",
      "type's name, factory"),
  FACTORY_INNER(
      112,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' is a nested class that is not static.",
      "make it static, or a class of its own",
      "type's name, factory"),
  FACTORY_ABSTRACT(
      113,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' is abstract.",
      "name a class that can be constructed",
      "type's name, factory"),
  FACTORY_CONSTRUCTORS(
      114,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' has %3$s constructors, and it is not clear which to call.",
      "annotate exactly one of them with @Inject",
      "type's name, factory, number of constructors"),
  FACTORY_CONSTRUCTOR_PRIVATE(
      115,
      Severity.ERROR,
      "The constructor of the factory %2$s of type '%1$s' is private.",
      "remove 'private'; package-private is enough",
      "type's name, factory"),
  FACTORY_CONSTRUCTOR_THROWS(
      116,
      Severity.ERROR,
      "The constructor of the factory %2$s of type '%1$s' throws %3$s.",
      "a factory does no I/O; open things when the connection is opened, or throw an unchecked"
          + " exception",
      "type's name, factory, exceptions"),
  FACTORY_MAKES_ANOTHER(
      117,
      Severity.ERROR,
      "The factory %2$s makes %3$s, but type '%1$s' gives %4$s.",
      "let the factory implement ConnectionFactory<%4$s, …>, or name %3$s as the type's first"
          + " argument",
      "type's name, factory, what it makes, type's connection"),
  FACTORY_TAKES_ANOTHER(
      118,
      Severity.ERROR,
      "The factory %2$s takes %3$s, but type '%1$s' is configured by %4$s.",
      "let the factory implement ConnectionFactory<…, %4$s>, or name %3$s as the type's second"
          + " argument",
      "type's name, factory, what it takes, type's configuration"),
  DEPENDENCY_NOT_PUBLIC(
      119,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' depends on %3$s, which is not public.",
      "make it public: the generated registry takes it as a parameter",
      "type's name, factory, dependency"),
  ID_TWICE(
      120,
      Severity.ERROR,
      "Two connection types have the id %1$s: %2$s and %3$s.",
      "%4$s",
      "id, one type, the other type, what to do"),
  NAME_TWICE(
      121,
      Severity.ERROR,
      "Two connection types have the name '%1$s': %2$s and %3$s.",
      "%4$s",
      "name, one type, the other type, what to do"),
  CONSTANT_TWICE(
      122,
      Severity.ERROR,
      "The names '%2$s' (%3$s) and '%4$s' (%5$s) both give the constant %1$s.",
      "choose names that differ in more than '-', '_' and capitals",
      "constant, one name, its type, the other name, its type"),
  CONSTANT_LEFT_OUT(
      123,
      Severity.WARNING,
      "The names '%2$s' (%3$s) and '%4$s' (%5$s) both give the constant %1$s; the second type has no"
          + " constant here.",
      "reach it by its name or id, or by its own registry's constant",
      "constant, one name, its type, the other name, its type"),
  FACTORY_CONSTRUCTOR_PROMISED(
      124,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' is annotated @%3$s, but has no such constructor: Lombok has not"
          + " run.",
      "add org.projectlombok:lombok to the annotation-processor path, or write the constructor out",
      "type's name, factory, annotation"),
  CLASS_NOT_ON_PATH(
      125,
      Severity.ERROR,
      "%1$s cannot be opened by the registry: a library that it is made of needs %2$s, which is not"
          + " there.",
      "add the library that has %2$s to the dependencies of this compilation",
      "type, what is missing"),
  CONNECTION_RAW(
      126,
      Severity.ERROR,
      "The connection %2$s of type '%1$s' is generic, but has no type arguments here.",
      "write the type arguments, such as %2$s<…>, or declare an interface without type parameters"
          + " that extends it",
      "type's name, connection"),
  FACTORY_CONSTRUCTOR_GENERIC(
      127,
      Severity.ERROR,
      "The constructor of the factory %2$s of type '%1$s' has type parameters: %3$s.",
      "remove them: generated code cannot know what to choose for them",
      "type's name, factory, type parameters"),
  TYPE_FORGOTTEN(
      128,
      Severity.NOTE,
      "%1$s extends ConnectionTypeBase, but is not annotated @ConnectionType: no registry has it.",
      "annotate it: @ConnectionType(id = …, name = \"…\", category = \"…\"); or, if others extend it,"
          + " make it abstract",
      "class"),

  REGISTRY_TWICE(
      201,
      Severity.ERROR,
      "Two classes of this compilation are annotated @ConnectionRegistry: %1$s and %2$s.",
      "keep one; it lists all types of the compilation",
      "one class, the other class"),
  REGISTRY_NAME(
      202,
      Severity.ERROR,
      "'%1$s' is not a name for a class.",
      "choose a simple name such as ConnectionTypes",
      "name"),
  REGISTRY_NEEDED_FOR_PACKAGES(
      203,
      Severity.ERROR,
      "Connection types are declared in several packages (%1$s), but no @ConnectionRegistry"
          + " says where their registry belongs.",
      "add to a package of your choice: @ConnectionRegistry final class App {}",
      "packages"),
  REGISTRY_WOULD_SHADOW(
      204,
      Severity.ERROR,
      "The registry of these connection types would be %1$s, which already exists on the class path.",
      "give it a name of its own, and include the other one: @ConnectionRegistry(name ="
          + " \"TestConnectionTypes\", include = %1$s.class) final class TestApp {}",
      "registry that exists"),
  INCLUDE_NOT_A_REGISTRY(
      205, Severity.ERROR, "%1$s is not a generated registry.", "%2$s", "class, what to do"),
  INCLUDE_TWICE(206, Severity.ERROR, "%1$s is included twice.", "remove one of the two", "class"),
  INCLUDE_OLDER_FORMAT(
      207,
      Severity.ERROR,
      "%1$s was generated by connections-processor %2$s in format %3$s, which is older than the"
          + " format %4$s that this one (%5$s) reads.",
      "use a version of that library that was compiled with connections-processor %5$s, or compile"
          + " this with connections-processor %2$s",
      "class, generator's version, format, our format, our version"),
  INCLUDE_NEWER_FORMAT(
      220,
      Severity.ERROR,
      "%1$s was generated by connections-processor %2$s in format %3$s, which is newer than the"
          + " format %4$s that this one (%5$s) reads.",
      "compile this with connections-processor %2$s or newer",
      "class, generator's version, format, our format, our version"),
  INCLUDE_ITSELF(
      221,
      Severity.ERROR,
      "%1$s, which this compilation generates, includes itself.",
      "remove it from 'include', or give the one that is generated here another name",
      "registry"),
  TYPE_TOO_LATE(
      208,
      Severity.ERROR,
      "%1$s was generated after the registry had been written.",
      "declare it in source, or in a module of its own with a registry that this one includes",
      "class"),

  NAME_TAKEN(
      209,
      Severity.ERROR,
      "The class %1$s, which would be generated, exists already.",
      "rename yours, or choose another name for the registry",
      "class"),

  INCLUDED_ID_TWICE(
      210,
      Severity.ERROR,
      "Two connection types have the id %1$s: %2$s and %3$s.",
      "give one of them another id here, such as: %4$s; or leave it out: %5$s",
      "id, one type, the other type, the line for another id, the line that leaves it out"),
  INCLUDED_NAME_TWICE(
      211,
      Severity.ERROR,
      "Two connection types have the name '%1$s': %2$s and %3$s.",
      "leave one of them out: %4$s",
      "name, one type, the other type, the line that leaves it out"),
  TYPE_WITH_TWO_IDS(
      212,
      Severity.ERROR,
      "The connection type '%1$s' (%2$s) has the id %3$s%4$s, but %5$s%6$s.",
      "say which holds here: %7$s",
      "name, type, one id, where it is from, the other id, where it is from, the line for one id"),
  ADJUSTED_REGISTRY_NOT_INCLUDED(
      213,
      Severity.ERROR,
      "'%1$s' names %2$s, which is not included.",
      "%3$s",
      "attribute, registry, what to do"),
  ADJUSTED_TYPE_UNKNOWN(
      214,
      Severity.ERROR,
      "'%1$s' names '%2$s', but %3$s has no such type.",
      "%4$s",
      "attribute, name, registry, what to do"),
  ADJUSTED_TWICE(
      215,
      Severity.ERROR,
      "The type '%1$s' of %2$s is adjusted more than once.",
      "keep one: either 'exclude' or 'ids', once",
      "type's name, registry"),
  REGISTRY_LEFT_OUT(
      216,
      Severity.NOTE,
      "%1$s does not include registries that are on the path: %2$s.",
      "%3$s; or silence this with the compiler's option -Aconnections.suggestions=false",
      "registry, what is left out, what to do"),
  REGISTRY_NOT_EXPORTED(
      217,
      Severity.ERROR,
      "The library registry %1$s is in the package %2$s, which the module %3$s does not export:"
          + " no application could include it.",
      "add to module-info.java: exports %2$s;",
      "registry, package, module"),
  PART_NOT_EXPORTED(
      218,
      Severity.ERROR,
      "%1$s, which users of the library registry %4$s see, is in the package %2$s, which the module"
          + " %3$s does not export.",
      "add to module-info.java: exports %2$s;",
      "what is not exported, package, module, registry"),
  NO_DAGGER_MODULE(
      219,
      Severity.NOTE,
      "%1$s is not generated, because Dagger is not visible to this compilation.",
      "if you use Dagger, add com.google.dagger:dagger to the dependencies, and 'requires dagger;' to"
          + " a module-info.java; otherwise ignore this",
      "module"),

  SET_NOT_AN_INTERFACE(
      301,
      Severity.ERROR,
      "%1$s is annotated @ConnectionSet but is not an interface.",
      "make it an interface of methods such as: @ConnectionName(\"orders-db\") SqlConnection"
          + " orders();",
      "set"),
  SET_PRIVATE(
      302,
      Severity.ERROR,
      "The connection set %1$s is private.",
      "remove 'private'; package-private is enough",
      "set"),
  SET_GENERIC(
      303,
      Severity.ERROR,
      "The connection set %1$s has type parameters.",
      "remove them; an accessor names the connection it returns",
      "set"),
  ACCESSOR_PARAMETERS(
      304,
      Severity.ERROR,
      "The accessor %2$s of %1$s has parameters.",
      "remove them: a connection is chosen by @ConnectionName alone",
      "set, method"),
  ACCESSOR_UNNAMED(
      305,
      Severity.ERROR,
      "The accessor %2$s of %1$s does not say which connection it returns.",
      "annotate it with @ConnectionName(\"…\"), the key in the configuration file",
      "set, method"),
  ACCESSOR_OTHER_NAME(
      306,
      Severity.ERROR,
      "The accessor %2$s of %1$s is annotated @%3$s, which has no effect here.",
      "use @ConnectionName of dev.connections.annotations",
      "set, method, other annotation"),
  ACCESSOR_TWICE(
      307,
      Severity.ERROR,
      "The accessors %3$s and %4$s of %1$s both name the connection '%2$s'.",
      "remove one, or correct its name",
      "set, connection's name, one accessor, the other accessor"),
  ACCESSOR_NO_CONNECTION(
      308,
      Severity.ERROR,
      "The accessor %2$s of %1$s returns %3$s, which is not a connection.",
      "return an interface that extends ManagedConnection, such as SqlConnection",
      "set, method, what it returns"),
  ACCESSOR_TYPE_ARGUMENTS(
      309,
      Severity.ERROR,
      "The accessor %2$s of %1$s returns %3$s, whose type arguments cannot be checked.",
      "return an interface without type arguments that extends it",
      "set, method, what it returns"),
  ACCESSOR_GENERIC(
      310,
      Severity.ERROR,
      "The accessor %2$s of %1$s has type parameters.",
      "remove them; an accessor names the connection it returns",
      "set, method"),
  ACCESSOR_RESERVED(
      312,
      Severity.ERROR,
      "The method %2$s of %1$s clashes with a method of the generated class.",
      "choose another name: the generated class has open(…), provider() and close(), and inherits"
          + " clone() and finalize() from Object",
      "set, method"),
  SET_WITHOUT_OPENER(
      313,
      Severity.NOTE,
      "%2$s, the implementation of %1$s, has no open(…): this compilation has no registry of an"
          + " application.",
      "to have one, add to this compilation: @ConnectionRegistry(%3$s) final class App {}",
      "set, implementation, what to include"),
  SET_NOT_BOUND(
      311,
      Severity.WARNING,
      "%1$s is not public, so %2$sModule in another package cannot bind it.",
      "make it public, or move it into the package of the registry",
      "set, registry"),
  ACCESSOR_NOT_PRODUCED(
      314,
      Severity.ERROR,
      "The accessor %2$s of %1$s returns %3$s, which no type of %4$s makes.",
      "%5$s",
      "set, method, what it returns, registry, what to do"),
  ACCESSOR_OVERLOADED(
      315,
      Severity.ERROR,
      "The set %1$s has more than one accessor %2$s.",
      "%3$s",
      "set, method, what to do"),
  SET_SEALED(
      316,
      Severity.ERROR,
      "The connection set %1$s is sealed, so the generated class %2$s cannot implement it.",
      "remove 'sealed' and 'permits'",
      "set, implementation"),
  ACCESSOR_HIDDEN(
      317,
      Severity.ERROR,
      "The accessor %2$s of %1$s returns %3$s, which the generated class cannot access.",
      "make %3$s, and every class around it, public",
      "set, method, what it returns"),
  SET_MEMBER_CLASHES(
      318,
      Severity.ERROR,
      "The member %2$s of %1$s has the name of a package or a class that the generated class"
          + " needs.",
      "rename it, or declare it outside of the set",
      "set, member"),
  ACCESSOR_NAME_INVALID(
      319,
      Severity.ERROR,
      "The accessor %2$s of %1$s names the connection '%3$s', which no configuration can have: %4$s.",
      "%5$s",
      "set, method, connection's name, why, what to do"),
  ACCESSOR_NAMES_ALIKE(
      320,
      Severity.ERROR,
      "The accessors %3$s and %5$s of %1$s name the connections '%2$s' and '%4$s', which"
          + " environment variables cannot distinguish.",
      "correct one, if one connection is meant; or rename one, in the configuration too: '-' does not"
          + " count",
      "set, one name, one accessor, the other name, the other accessor"),
  SET_FORGOTTEN(
      321,
      Severity.NOTE,
      "%1$s names connections, but is not annotated @ConnectionSet: %2$s is not generated.",
      "annotate it @ConnectionSet; or, if connection sets elsewhere extend it, silence this with the"
          + " compiler's option -Aconnections.suggestions=false",
      "interface, class"),
  CONFIGURATION_GENERIC(
      401,
      Severity.ERROR,
      "The configuration %1$s has type parameters, and a configuration file cannot name them.",
      "write the types of its settings out",
      "configuration"),
  UNSUPPORTED_SETTING_TYPE(
      402,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which cannot be read from a configuration.",
      "%3$s",
      "setting, type, what to write"),
  HIDDEN_SETTING_TYPE(
      403,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which generated code cannot name.",
      "make %2$s public",
      "setting, type"),
  NULLABLE_SETTING(
      404,
      Severity.ERROR,
      "The setting %1$s may be null, but settings never are.",
      "write Optional of its type, or give it a @DefaultValue",
      "setting"),
  RECURSIVE_SETTINGS(
      405,
      Severity.ERROR,
      "The setting %1$s contains the record it is in: %2$s.",
      "remove the circle; a record of settings cannot contain itself",
      "setting, circle"),
  RESERVED_SETTING(
      406,
      Severity.ERROR,
      "The setting %1$s takes the key \"%2$s\", which every connection has already.",
      "rename it; the keys of every connection are %3$s",
      "setting, key it takes, all such keys"),
  SIMILAR_SETTINGS(
      407,
      Severity.ERROR,
      "The setting %1$s cannot be distinguished from %2$s: case, - and _ do not count in keys.",
      "rename one of them",
      "setting, other setting"),
  DEFAULT_NOT_ALLOWED(
      408,
      Severity.ERROR,
      "The setting %1$s cannot have a default: it is %2$s.",
      "%3$s",
      "setting, type, what to do"),
  DEFAULT_NOT_READABLE(
      409,
      Severity.ERROR,
      "The default \"%2$s\" of the setting %1$s is not %3$s.",
      "%4$s",
      "setting, default, what is expected, what to write"),
  DEFAULT_REJECTED(
      410,
      Severity.ERROR,
      "The default \"%2$s\" of the setting %1$s is rejected by its own @%3$s.",
      "write a default that it allows: %4$s",
      "setting, default, constraint, what it allows"),
  UNSUPPORTED_CONSTRAINT(
      411,
      Severity.ERROR,
      "The constraint @%1$s of the setting %2$s is not supported.",
      "use one of %3$s, or an annotation of your own that is made of them alone; or check the"
          + " value in the record's constructor, and throw an"
          + " IllegalArgumentException that says what is allowed",
      "constraint, setting, supported ones"),
  UNFITTING_CONSTRAINT(
      412,
      Severity.ERROR,
      "The constraint @%1$s does not fit the setting %2$s, which is %3$s.",
      "@%1$s is for %4$s; for other rules check the value in the record's constructor, and throw an"
          + " IllegalArgumentException that says what is allowed",
      "constraint, setting, type, what the constraint is for"),
  MEANINGLESS_CONSTRAINT(
      413,
      Severity.ERROR,
      "The constraint @%1$s of the setting %2$s has no meaning: %3$s.",
      "%4$s",
      "constraint, setting, why, what to do"),
  CONSTRAINT_ON_TYPE_ARGUMENT(
      414,
      Severity.ERROR,
      "The constraint @%1$s inside the type of the setting %2$s is not supported.",
      "%3$s",
      "constraint, setting, what to do"),
  INTERFACE_NOT_SEALED(
      415,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, an interface that is not sealed: it is unknown which"
          + " records it can be.",
      "write 'sealed interface %2$s', and let the records for a configuration implement it",
      "setting, interface"),
  VARIANT_NOT_A_RECORD(
      416,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which permits %3$s: that is %4$s.",
      "make %3$s a record without type parameters, or let %2$s not permit it",
      "setting, interface, what it permits, what that is"),
  VARIANT_HIDDEN(
      417,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which permits %3$s: generated code cannot name that.",
      "make %3$s public, or package-private in the package of the configuration",
      "setting, interface, what it permits"),
  NOTHING_TO_CHOOSE(
      418,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which permits no record.",
      "write at least one record that implements %2$s, and name all of them in its permits clause",
      "setting, interface"),
  DISCRIMINATOR_TAKEN(
      419,
      Severity.ERROR,
      "The key \"%3$s\", which chooses what the %2$s of the setting %1$s is, is %5$s of %4$s as"
          + " well.",
      "rename that, or choose another key with @Discriminator(\"…\") on %2$s",
      "setting, interface, key, variant, what takes the key"),
  VARIANTS_ALIKE(
      420,
      Severity.ERROR,
      "The %2$s of the setting %1$s cannot be chosen: '%3$s: %4$s' means both %5$s and %6$s.",
      "give one of them another @DiscriminatorValue(\"…\"); case does not count, - and _ are equal",
      "setting, interface, key, value, one record, the other record"),
  MISPLACED_DISCRIMINATOR(
      421,
      Severity.ERROR,
      "@%1$s on %2$s has no meaning: %3$s.",
      "%4$s",
      "annotation, record, why, what to do"),
  UNWRITABLE_KEY(
      422,
      Severity.ERROR,
      "The %1$s \"%3$s\" of the setting %2$s cannot be written in a configuration.",
      "write %4$s",
      "what, setting, text, what to write"),
  CONSTRAINT_OVERRIDES(
      423,
      Severity.ERROR,
      "The constraint @%1$s of the setting %2$s overrides attributes of those that it is made of,"
          + " which is not supported.",
      "remove @OverridesAttribute from it, or write the constraints on the setting itself",
      "constraint, setting"),
  RULE_METHOD_NOT_CALLED(
      424,
      Severity.ERROR,
      "The method validate of %1$s is not called for its settings: %2$s.",
      "write it as 'public void validate(Violations violations)', with the Violations of"
          + " dev.connections.spi",
      "record, why"),
  DEFAULT_NOT_ONE_TEXT(
      425,
      Severity.ERROR,
      "The default of the setting %1$s has %2$s texts, but it is one value of the type %3$s.",
      "write one text, such as @DefaultValue(\"…\"), or make the setting a List",
      "setting, how many texts, type"),
  DEPRECATED_KEY_TAKEN(
      426,
      Severity.ERROR,
      "The deprecated key \"%2$s\" of the setting %1$s is %3$s.",
      "remove it from @DeprecatedKeys; case, - and _ do not count in keys",
      "setting, former key, what it is as well"),
  SECRET_AS_TEXT(
      427,
      Severity.WARNING,
      "The setting %1$s is a String, but its name says that it is a secret: it would be printed by"
          + " the record's toString(), and in logs.",
      "use dev.connections.Secret; or, if it is no secret, annotate the component or the record with"
          + " @SuppressWarnings(\"CONN-427\")",
      "setting"),
  EXAMPLE_NOT_ALLOWED(
      428,
      Severity.ERROR,
      "The setting %1$s cannot have an example: it is %2$s.",
      "%3$s",
      "setting, what it is, what to do"),
  EXAMPLE_NOT_READABLE(
      429,
      Severity.ERROR,
      "The example \"%2$s\" of the setting %1$s is not %3$s.",
      "%4$s",
      "setting, example, what is expected, what to write"),
  EXAMPLE_REJECTED(
      430,
      Severity.ERROR,
      "The example \"%2$s\" of the setting %1$s is rejected by its own @%3$s.",
      "write an example that it allows: %4$s",
      "setting, example, constraint, what it allows"),

  PROCESSOR_FAILED(
      901,
      Severity.ERROR,
      "The processor of Connections failed: %1$s",
      "this is a bug in the processor, not in your code; please report it with this trace:%n%2$s",
      "what failed, stack trace");

  /**
   * A page that whoever has the processor has, too, and of the same version. The message says all
   * that is needed; there it is next to the others.
   */
  private static final String DOCUMENTATION =
      "META-INF/connections/errors.md in the processor's jar";

  private final int number;
  private final Severity severity;
  private final String text;
  private final String hint;

  private final List<String> values;

  ProblemCode(int number, Severity severity, String text, String hint, String values) {
    this.number = number;
    this.severity = severity;
    this.text = text;
    this.hint = hint;
    this.values = List.of(values.split(", "));
  }

  /** What users search for, such as {@code CONN-101}. */
  public String code() {
    return "CONN-" + number;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** What is wrong, with the names of the values in the place of values. */
  public String text() {
    return String.format(text, placeholders());
  }

  /** What to do, with the names of the values in the place of values. */
  public String hint() {
    return String.format(hint, placeholders());
  }

  private Object[] placeholders() {
    return values.stream().map(value -> "‹" + value + "›").toArray();
  }

  /** The whole message: code, what is wrong, what to do, and where more is said. */
  String message(Object... actual) {
    if (actual.length != values.size()) {
      throw new IllegalArgumentException(code() + " has the values " + values);
    }
    return code()
        + ": "
        + String.format(text, actual)
        + "\n  Fix: "
        + String.format(hint, actual).replace(System.lineSeparator(), "\n")
        + "\n  See: "
        + DOCUMENTATION;
  }
}
