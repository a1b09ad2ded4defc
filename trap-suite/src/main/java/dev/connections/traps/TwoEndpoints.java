package dev.connections.traps;

/** The setting that names two servers, the first of which is preferred. */
final class TwoEndpoints {

  private TwoEndpoints() {}

  static String of(HttpPeer first, HttpPeer second) {
    return "endpoints:\n  - {name: first, url: '"
        + first.url()
        + "'}\n  - {name: second, url: '"
        + second.url()
        + "'}";
  }
}
