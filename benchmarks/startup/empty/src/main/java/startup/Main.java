package startup;

/** What a JVM takes that does nothing. */
public final class Main {

  private Main() {}

  /** Does nothing. */
  public static void main(String[] arguments) {}
}
