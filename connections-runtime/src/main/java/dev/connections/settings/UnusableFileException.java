package dev.connections.settings;

/** A file of certificates or keys cannot be used; the message goes on after the file's name. */
final class UnusableFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  UnusableFileException(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
