package dev.connections.traps;

/** Who is put into the situations. */
enum Contestant {
  HIKARI("HikariCP"),
  RESILIENCE4J("Resilience4j"),
  FAILSAFE("Failsafe"),
  OKHTTP("OkHttp"),
  CONNECTIONS("Connections");

  private final String title;

  Contestant(String title) {
    this.title = title;
  }

  @Override
  public String toString() {
    return title;
  }
}
