package dev.connections.processor.problem;

/**
 * Every kind of problem the processor reports: its code, which users search for, how bad it is,
 * what is wrong, and what to do. The texts are {@link String#format} templates over the same
 * values.
 *
 * <p>Codes are grouped: 1xx a connection type, 2xx a registry, 3xx a connection set, 4xx a
 * configuration record, 9xx the processor itself. A code never changes its meaning.
 */
public enum ProblemCode {
  /** Value: the type. */
  TYPE_WITHOUT_BASE(
      101,
      Severity.ERROR,
      "%1$s is annotated @ConnectionType but does not extend ConnectionTypeBase.",
      "make it a class that extends ConnectionTypeBase<Connection, Configuration, Factory>"),
  /** Value: the type. */
  TYPE_ARGUMENTS_MISSING(
      102,
      Severity.ERROR,
      "%1$s does not give ConnectionTypeBase its three type arguments, or gives it type variables.",
      "write extends ConnectionTypeBase<Connection, Configuration, Factory> with the interface users"
          + " hold, the configuration record and the factory"),
  /** Values: the type, its three type arguments. */
  TYPE_ARGUMENTS_WRONG(
      103,
      Severity.ERROR,
      "The type arguments of %1$s do not fit: connection %2$s, configuration %3$s, factory %4$s.",
      "the first must extend ManagedConnection, the second implement ConnectionConfiguration, the"
          + " third implement ConnectionFactory with the first two"),
  /** Values: the type, what it names. */
  TYPE_UNRESOLVED(
      104,
      Severity.NOTE,
      "%1$s cannot be opened by the registry, because %2$s is not there or cannot be accessed.",
      "see the compiler's own error about it"),
  /** Values: the type's name, the id. */
  ID_NOT_POSITIVE(
      105,
      Severity.ERROR,
      "The id of connection type '%1$s' is %2$d.",
      "choose a positive id that no other type has"),
  /** Value: the name. */
  NAME_SYNTAX(
      106,
      Severity.ERROR,
      "'%1$s' is not a name for a connection type.",
      "begin with a letter, and use letters, digits, '-' and '_' only"),
  /** Value: the type's name. */
  CATEGORY_BLANK(
      107,
      Severity.ERROR,
      "The category of connection type '%1$s' is blank.",
      "name the family it belongs to, such as \"Sql\""),
  /** Values: the type's name, the connection, the type's class. */
  CONNECTION_NOT_PUBLIC(
      108,
      Severity.ERROR,
      "The connection %2$s of type '%1$s' is not public.",
      "users hold it: make it, and every class around it, public"),
  /** Values: the type's name, the configuration. */
  CONFIGURATION_NOT_PUBLIC(
      109,
      Severity.ERROR,
      "The configuration %2$s of type '%1$s' is not public.",
      "users write and read it: make it, and every class around it, public"),
  /** Values: the type's name, the configuration. */
  CONFIGURATION_NOT_A_RECORD(
      110,
      Severity.ERROR,
      "The configuration %2$s of type '%1$s' is not a record.",
      "declare it as: public record %3$s(…) implements ConnectionConfiguration"),
  /** Values: the type's name, the factory. */
  FACTORY_PRIVATE(
      111,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' is private.",
      "remove 'private' from it and every class around it; package-private is enough"),
  /** Values: the type's name, the factory. */
  FACTORY_INNER(
      112,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' is a nested class that is not static.",
      "make it static, or a class of its own"),
  /** Values: the type's name, the factory. */
  FACTORY_ABSTRACT(
      113,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' is abstract.",
      "name a class that can be constructed"),
  /** Values: the type's name, the factory, the number of constructors. */
  FACTORY_CONSTRUCTORS(
      114,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' has %3$d constructors, and it is not clear which to call.",
      "annotate exactly one of them with @Inject"),
  /** Values: the type's name, the factory. */
  FACTORY_CONSTRUCTOR_PRIVATE(
      115,
      Severity.ERROR,
      "The constructor of the factory %2$s of type '%1$s' is private.",
      "remove 'private'; package-private is enough"),
  /** Values: the type's name, the factory, the exceptions. */
  FACTORY_CONSTRUCTOR_THROWS(
      116,
      Severity.ERROR,
      "The constructor of the factory %2$s of type '%1$s' throws %3$s.",
      "a factory does no I/O; open things when the connection is opened, or throw an unchecked"
          + " exception"),
  /** Values: the type's name, the factory, what it makes, the type's connection. */
  FACTORY_MAKES_ANOTHER(
      117,
      Severity.ERROR,
      "The factory %2$s makes %3$s, but type '%1$s' gives %4$s.",
      "let the factory implement ConnectionFactory<%4$s, …>, or name %3$s as the type's first"
          + " argument"),
  /** Values: the type's name, the factory, what it takes, the type's configuration. */
  FACTORY_TAKES_ANOTHER(
      118,
      Severity.ERROR,
      "The factory %2$s takes %3$s, but type '%1$s' is configured by %4$s.",
      "let the factory implement ConnectionFactory<…, %4$s>, or name %3$s as the type's second"
          + " argument"),
  /** Values: the type's name, the factory, the dependency. */
  DEPENDENCY_NOT_PUBLIC(
      119,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' depends on %3$s, which is not public.",
      "make it public: the generated registry takes it as a parameter"),
  /** Values: the id, the first, the second, nothing, the name of the second. */
  ID_TWICE(
      120,
      Severity.ERROR,
      "Two connection types have the id %1$d: %2$s and %3$s.",
      "give one of them another id"),
  /** Values: the name, the first, the second. */
  NAME_TWICE(
      121,
      Severity.ERROR,
      "Two connection types have the name '%1$s': %2$s and %3$s.",
      "give one of them another name"),
  /** Values: the constant, the first name, who declares it, the second name, who declares it. */
  CONSTANT_TWICE(
      122,
      Severity.ERROR,
      "The names '%2$s' (%3$s) and '%4$s' (%5$s) both give the constant %1$s.",
      "choose names that differ in more than '-', '_' and capitals"),
  /** Values: the constant, the first name, who declares it, the second name, who declares it. */
  CONSTANT_LEFT_OUT(
      123,
      Severity.WARNING,
      "The names '%2$s' (%3$s) and '%4$s' (%5$s) both give the constant %1$s; the second type has no"
          + " constant here.",
      "reach it by its name or id, or by its own registry's constant"),
  /** Values: the type's name, the factory, the annotation. */
  FACTORY_CONSTRUCTOR_PROMISED(
      124,
      Severity.ERROR,
      "The factory %2$s of type '%1$s' is annotated @%3$s, but has no such constructor: Lombok has not"
          + " run.",
      "add org.projectlombok:lombok to the annotation-processor path, or write the constructor out"),
  /** Values: the type, what is missing. */
  CLASS_NOT_ON_PATH(
      125,
      Severity.ERROR,
      "%1$s cannot be opened by the registry: a library that it is made of needs %2$s, which is not"
          + " there.",
      "add the library that has %2$s to the dependencies of this compilation"),

  /** Values: the first annotated class, the second. */
  REGISTRY_TWICE(
      201,
      Severity.ERROR,
      "Two classes of this compilation are annotated @ConnectionRegistry: %1$s and %2$s.",
      "keep one; it lists all types of the compilation"),
  /** Value: the name. */
  REGISTRY_NAME(
      202,
      Severity.ERROR,
      "'%1$s' is not a name for a class.",
      "choose a simple name such as ConnectionTypes"),
  /** Value: the packages. */
  REGISTRY_NEEDED_FOR_PACKAGES(
      203,
      Severity.ERROR,
      "Connection types are declared in several packages (%1$s), and nothing says where their"
          + " registry belongs.",
      "add to a package of your choice: @ConnectionRegistry final class App {}"),
  /** Value: the registry that exists. */
  REGISTRY_WOULD_SHADOW(
      204,
      Severity.ERROR,
      "The registry of these connection types would be %1$s, which already exists on the class path.",
      "give it a name of its own, and include the other one: @ConnectionRegistry(name ="
          + " \"TestConnectionTypes\", include = %1$s.class) final class TestApp {}"),
  /** Value: the class. */
  INCLUDE_NOT_A_REGISTRY(
      205,
      Severity.ERROR,
      "%1$s is not a generated registry.",
      "include the class that @ConnectionRegistry(library = true) generated, such as"
          + " SqlConnectionTypes"),
  /** Value: the class. */
  INCLUDE_TWICE(206, Severity.ERROR, "%1$s is included twice.", "remove one of the two"),
  /** Values: the class, its generator's version, its format, our format, our version. */
  INCLUDE_OLDER_FORMAT(
      207,
      Severity.ERROR,
      "%1$s was generated by connections-processor %2$s in format %3$d, which is older than the"
          + " format %4$d that this one (%5$s) reads.",
      "use a version of that library that was compiled with connections-processor %5$s, or compile"
          + " this with connections-processor %2$s"),
  /** Values: the class, its generator's version, its format, our format, our version. */
  INCLUDE_NEWER_FORMAT(
      220,
      Severity.ERROR,
      "%1$s was generated by connections-processor %2$s in format %3$d, which is newer than the"
          + " format %4$d that this one (%5$s) reads.",
      "compile this with connections-processor %2$s or newer"),
  /** Value: the class. */
  TYPE_TOO_LATE(
      208,
      Severity.ERROR,
      "%1$s was generated after the registry had been written.",
      "declare it in source, or in a module of its own with a registry that this one includes"),

  /** Value: the class. */
  NAME_TAKEN(
      209,
      Severity.ERROR,
      "The class %1$s, which would be generated, exists already.",
      "rename yours, or choose another name for the registry"),

  /** Values: the id, the first, the second, the second's registry, the second's name. */
  INCLUDED_ID_TWICE(
      210,
      Severity.ERROR,
      "Two connection types have the id %1$d: %2$s and %3$s.",
      "give one of them another id here, such as: ids = @TypeId(registry = %4$s.class, name ="
          + " \"%5$s\", id = 1%1$d); or leave it out: exclude = @ExcludedType(registry = %4$s.class,"
          + " name = \"%5$s\")"),
  /** Values: the name, the first, the second, the second's registry. */
  INCLUDED_NAME_TWICE(
      211,
      Severity.ERROR,
      "Two connection types have the name '%1$s': %2$s and %3$s.",
      "leave one of them out: exclude = @ExcludedType(registry = %4$s.class, name = \"%1$s\")"),
  /**
   * Values: the type's name, the type, its first id, where that is from, its second, where that is
   * from, the second's registry.
   */
  TYPE_WITH_TWO_IDS(
      212,
      Severity.ERROR,
      "The connection type '%1$s' (%2$s) has the id %3$d%4$s, but %5$d%6$s.",
      "say which holds here: ids = @TypeId(registry = %7$s.class, name = \"%1$s\", id = %3$d)"),
  /** Values: the attribute, the registry, its simple name. */
  ADJUSTED_REGISTRY_NOT_INCLUDED(
      213,
      Severity.ERROR,
      "'%1$s' speaks of %2$s, which is not included.",
      "add %3$s.class to 'include', or remove this; what an included registry includes itself is"
          + " adjusted through the one that is written in 'include'"),
  /** Values: the attribute, the name, the registry, what to do, its names. */
  ADJUSTED_TYPE_UNKNOWN(
      214, Severity.ERROR, "'%1$s' names '%2$s', but %3$s has no such type.", "%4$s %5$s"),
  /** Values: the type's name, the registry. */
  ADJUSTED_TWICE(
      215,
      Severity.ERROR,
      "More than one thing is said of the type '%1$s' of %2$s.",
      "keep one: either 'exclude' or 'ids', once"),
  /** Values: the registry, those that are left out, what to do. */
  REGISTRY_LEFT_OUT(
      216,
      Severity.NOTE,
      "%1$s does not include what is on the path: %2$s.",
      "%3$s; or silence this with the compiler's option -Aconnections.suggestions=false"),
  /** Values: the registry, its package, its module. */
  REGISTRY_NOT_EXPORTED(
      217,
      Severity.ERROR,
      "The library registry %1$s is in the package %2$s, which the module %3$s does not export:"
          + " nobody could include it.",
      "add to module-info.java: exports %2$s;"),
  /** Values: what is not exported, its package, its module, the registry. */
  PART_NOT_EXPORTED(
      218,
      Severity.ERROR,
      "%1$s, which users of the library registry %4$s see, is in the package %2$s, which the module"
          + " %3$s does not export.",
      "add to module-info.java: exports %2$s;"),
  /** Value: the module that is not generated. */
  NO_DAGGER_MODULE(
      219,
      Severity.NOTE,
      "There is no %1$s, because Dagger cannot be seen from here.",
      "if you use Dagger, add com.google.dagger:dagger to the dependencies, and 'requires dagger;' to"
          + " a module-info.java; otherwise nothing is missing"),

  /** Value: the set. */
  SET_NOT_AN_INTERFACE(
      301,
      Severity.ERROR,
      "%1$s is annotated @ConnectionSet but is not an interface.",
      "make it an interface of methods such as: @ConnectionName(\"orders-db\") SqlConnection"
          + " orders();"),
  /** Value: the set. */
  SET_PRIVATE(
      302,
      Severity.ERROR,
      "The connection set %1$s is private.",
      "remove 'private'; package-private is enough"),
  /** Value: the set. */
  SET_GENERIC(
      303,
      Severity.ERROR,
      "The connection set %1$s has type parameters.",
      "remove them; an accessor names the connection it returns"),
  /** Values: the set, the method. */
  ACCESSOR_PARAMETERS(
      304,
      Severity.ERROR,
      "The accessor %2$s of %1$s has parameters.",
      "remove them: a connection is chosen by @ConnectionName alone"),
  /** Values: the set, the method. */
  ACCESSOR_UNNAMED(
      305,
      Severity.ERROR,
      "The accessor %2$s of %1$s does not say which connection it returns.",
      "annotate it with @ConnectionName(\"…\"), the key in the configuration file"),
  /** Values: the set, the method, the other annotation. */
  ACCESSOR_OTHER_NAME(
      306,
      Severity.ERROR,
      "The accessor %2$s of %1$s is annotated @%3$s, which says nothing here.",
      "use @ConnectionName of dev.connections.annotations"),
  /** Values: the set, the connection's name, the first method, the second. */
  ACCESSOR_TWICE(
      307,
      Severity.ERROR,
      "The accessors %3$s and %4$s of %1$s both name the connection '%2$s'.",
      "remove one, or correct its name"),
  /** Values: the set, the method, what it returns. */
  ACCESSOR_NO_CONNECTION(
      308,
      Severity.ERROR,
      "The accessor %2$s of %1$s returns %3$s, which is not a connection.",
      "return an interface that extends ManagedConnection, such as SqlConnection"),
  /** Values: the set, the method, what it returns. */
  ACCESSOR_TYPE_ARGUMENTS(
      309,
      Severity.ERROR,
      "The accessor %2$s of %1$s returns %3$s, whose type arguments cannot be checked.",
      "return an interface without type arguments that extends it"),
  /** Values: the set, the method. */
  ACCESSOR_GENERIC(
      310,
      Severity.ERROR,
      "The accessor %2$s of %1$s has type parameters.",
      "remove them; an accessor names the connection it returns"),
  /** Values: the set, the method. */
  ACCESSOR_RESERVED(
      312,
      Severity.ERROR,
      "The accessor %2$s of %1$s has a name that the generated class has a method of its own for.",
      "choose another name than 'provider' and 'close'"),
  /** Values: the set, its implementation. */
  SET_WITHOUT_OPENER(
      313,
      Severity.NOTE,
      "%2$s, the implementation of %1$s, has no open(…): this compilation has no registry of an"
          + " application.",
      "to have one, add to this compilation: @ConnectionRegistry(include = …) final class App {}"),
  /** Values: the set, the registry. */
  SET_NOT_BOUND(
      311,
      Severity.WARNING,
      "%1$s is not public, so %2$sModule in another package cannot bind it.",
      "make it public, or move it into the package of the registry"),
  /** Values: the set, the method, what it returns, the registry, what to do. */
  ACCESSOR_NOT_PRODUCED(
      314,
      Severity.ERROR,
      "The accessor %2$s of %1$s returns %3$s, which no type of %4$s makes.",
      "%5$s"),
  /** Values: the set, the method. */
  ACCESSOR_OVERLOADED(
      315,
      Severity.ERROR,
      "The set %1$s has more than one accessor %2$s.",
      "give each a name of its own"),
  /** Values: the configuration. */
  CONFIGURATION_GENERIC(
      401,
      Severity.ERROR,
      "The configuration %1$s has type parameters, and nothing can stand for them in a file.",
      "write the types of its settings out"),
  /** Values: the setting, its type, what to write. */
  UNSUPPORTED_SETTING_TYPE(
      402,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which cannot be read from a configuration.",
      "%3$s"),
  /** Values: the setting, its type. */
  HIDDEN_SETTING_TYPE(
      403,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which generated code cannot name.",
      "make %2$s public"),
  /** Values: the setting. */
  NULLABLE_SETTING(
      404,
      Severity.ERROR,
      "The setting %1$s may be null, but settings never are.",
      "write Optional of its type, or give it a @DefaultValue"),
  /** Values: the setting, the circle. */
  RECURSIVE_SETTINGS(
      405,
      Severity.ERROR,
      "The setting %1$s leads back to the record it is in: %2$s.",
      "break the circle; a record of settings cannot contain itself"),
  /** Values: the setting, the key it takes, all such keys. */
  RESERVED_SETTING(
      406,
      Severity.ERROR,
      "The setting %1$s takes the key \"%2$s\", which every connection has already.",
      "rename it; the keys of every connection are %3$s"),
  /** Values: the setting, the other one. */
  SIMILAR_SETTINGS(
      407,
      Severity.ERROR,
      "The setting %1$s cannot be told from %2$s: case, - and _ do not count in keys.",
      "rename one of them"),
  /** Values: the setting, its type, what to do. */
  DEFAULT_NOT_ALLOWED(
      408, Severity.ERROR, "The setting %1$s cannot have a default: it is %2$s.", "%3$s"),
  /** Values: the setting, the default, what is expected, what to write. */
  DEFAULT_NOT_READABLE(
      409, Severity.ERROR, "The default \"%2$s\" of the setting %1$s is not %3$s.", "%4$s"),
  /** Values: the setting, the default, the constraint, what it allows. */
  DEFAULT_REFUSED(
      410,
      Severity.ERROR,
      "The default \"%2$s\" of the setting %1$s is refused by its own @%3$s.",
      "write a default that it allows: %4$s"),
  /** Values: the constraint, the setting, the supported ones. */
  UNSUPPORTED_CONSTRAINT(
      411,
      Severity.ERROR,
      "The constraint @%1$s of the setting %2$s is not supported.",
      "use one of %3$s, or an annotation of your own that is made of them alone; or judge the value in the record's constructor, and throw an"
          + " IllegalArgumentException that says what is allowed"),
  /** Values: the constraint, the setting, its type, what the constraint is for. */
  UNFITTING_CONSTRAINT(
      412,
      Severity.ERROR,
      "The constraint @%1$s does not fit the setting %2$s, which is %3$s.",
      "@%1$s is for %4$s; for other rules judge the value in the record's constructor, and throw an"
          + " IllegalArgumentException that says what is allowed"),
  /** Values: the constraint, the setting, why, what to do. */
  MEANINGLESS_CONSTRAINT(
      413,
      Severity.ERROR,
      "The constraint @%1$s of the setting %2$s has no meaning: %3$s.",
      "%4$s"),
  /** Values: the constraint, the setting, what to do. */
  CONSTRAINT_ON_TYPE_ARGUMENT(
      414,
      Severity.ERROR,
      "The constraint @%1$s inside the type of the setting %2$s is not supported.",
      "%3$s"),
  /** Values: the setting, the interface. */
  INTERFACE_NOT_SEALED(
      415,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, an interface that is not sealed, so that nobody knows"
          + " which records it can be.",
      "write 'sealed interface %2$s', and let the records for a configuration implement it"),
  /** Values: the setting, the interface, what it permits, what that is. */
  VARIANT_NOT_A_RECORD(
      416,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which permits %3$s: that is %4$s.",
      "make %3$s a record without type parameters, or let %2$s not permit it"),
  /** Values: the setting, the interface, what it permits. */
  VARIANT_HIDDEN(
      417,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which permits %3$s: generated code cannot name that.",
      "make %3$s public, or package-private in the package of the configuration"),
  /** Values: the setting, the interface. */
  NOTHING_TO_CHOOSE(
      418,
      Severity.ERROR,
      "The setting %1$s has the type %2$s, which permits no record.",
      "write at least one record that implements %2$s, and name all of them in its permits clause"),
  /** Values: the setting, the interface, its key, the variant, what takes the key. */
  DISCRIMINATOR_TAKEN(
      419,
      Severity.ERROR,
      "The key \"%3$s\", which chooses what the %2$s of the setting %1$s is, is %5$s of %4$s as"
          + " well.",
      "rename that, or choose another key with @Discriminator(\"…\") on %2$s"),
  /** Values: the setting, the interface, its key, the value, one variant, the other. */
  VARIANTS_ALIKE(
      420,
      Severity.ERROR,
      "The %2$s of the setting %1$s cannot be chosen: '%3$s: %4$s' means both %5$s and %6$s.",
      "give one of them another @DiscriminatorValue(\"…\"); case does not count, - and _ are equal"),
  /** Values: the annotation, the record, why, what to do. */
  MISPLACED_DISCRIMINATOR(421, Severity.ERROR, "@%1$s on %2$s has no meaning: %3$s.", "%4$s"),
  /** Values: what, the setting, the text, what it should be. */
  UNWRITABLE_KEY(
      422,
      Severity.ERROR,
      "The %1$s \"%3$s\" of the setting %2$s cannot be written in a configuration.",
      "write %4$s"),
  /** Values: the constraint, the setting. */
  CONSTRAINT_OVERRIDES(
      423,
      Severity.ERROR,
      "The constraint @%1$s of the setting %2$s overrides attributes of those that it is made of,"
          + " which is not supported.",
      "remove @OverridesAttribute from it, or write the constraints on the setting itself"),
  /** Values: the record, why. */
  RULE_METHOD_NOT_CALLED(
      424,
      Severity.ERROR,
      "The method validate of %1$s is not called for its settings: %2$s.",
      "write it as 'public void validate(Violations violations)', with the Violations of"
          + " dev.connections.spi"),
  /** Values: the setting, how many texts, its type. */
  DEFAULT_NOT_ONE_TEXT(
      425,
      Severity.ERROR,
      "The default of the setting %1$s has %2$s texts, but it is one value of the type %3$s.",
      "write one text, such as @DefaultValue(\"…\"), or make the setting a List"),
  /** Values: the setting, the former key, what it is as well. */
  DEPRECATED_KEY_TAKEN(
      426,
      Severity.ERROR,
      "The deprecated key \"%2$s\" of the setting %1$s is %3$s.",
      "remove it from @DeprecatedKeys; case, - and _ do not count in keys"),

  /** Values: what failed, the stack trace. */
  PROCESSOR_FAILED(
      901,
      Severity.ERROR,
      "The processor of Connections failed: %1$s",
      "this is a bug in the processor, not in your code; please report it with this trace:%n%2$s");

  private final int number;
  private final Severity severity;
  private final String text;
  private final String hint;

  ProblemCode(int number, Severity severity, String text, String hint) {
    this.number = number;
    this.severity = severity;
    this.text = text;
    this.hint = hint;
  }

  /** What users search for, such as {@code CONN-101}. */
  public String code() {
    return "CONN-" + number;
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** The whole message: code, what is wrong, and on a second line what to do. */
  String message(Object... values) {
    return code()
        + ": "
        + String.format(text, values)
        + "\n  Fix: "
        + String.format(hint, values).replace(System.lineSeparator(), "\n");
  }
}
