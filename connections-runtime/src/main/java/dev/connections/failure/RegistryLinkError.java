package dev.connections.failure;

/**
 * A generated registry includes a library's one that is no longer what it was compiled against:
 * types are gone, or what others link to has changed. The message names both registries and each
 * type, and says what to do; it begins with the code in brackets, as those of {@link
 * ConnectionException} do.
 *
 * <p>It is an {@link Error} on purpose. A registry finds this out in its static initializer, before
 * it touches anything of the library, and the JVM lets an error pass from there as it is, while it
 * would wrap an exception in an {@code ExceptionInInitializerError} that says nothing. It is a
 * {@link LinkageError} because that is what would come otherwise, later and one at a time, as a
 * {@code NoSuchFieldError} or worse. Nothing at run time can fix it. As after every failed
 * initialization, each later use of the registry is a {@code NoClassDefFoundError}, whose cause
 * repeats this message.
 */
public final class RegistryLinkError extends LinkageError {

  private static final long serialVersionUID = 1L;

  private static final String CODE = "registry-link";

  private final Diagnosis diagnosis;

  /**
   * Made by {@link dev.connections.spi.registry.RegistryLinks}.
   *
   * @param diagnosis about the registry that includes the other one; with a next step
   */
  public RegistryLinkError(Diagnosis diagnosis) {
    super(diagnosis.summary(CODE) + "\n  " + diagnosis.nextStep());
    this.diagnosis = diagnosis;
  }

  /** The stable name of this kind of failure: {@code registry-link}. */
  public String code() {
    return CODE;
  }

  /** What is wrong, and what to do next. */
  public Diagnosis diagnosis() {
    return diagnosis;
  }
}
