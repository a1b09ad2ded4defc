package dev.connections.rest.events;

/**
 * What a server has sent. Immutable.
 *
 * @param id the last id that the server has given, this event's or an earlier one's; empty if none
 * @param type what the server calls this sort of event; {@code message} if it does not say
 * @param data the text, its lines separated by line feeds; often JSON
 */
public record ServerSentEvent(String id, String type, String data) {

  /** The type and the id alone: the data may be personal. */
  @Override
  public String toString() {
    return "ServerSentEvent(" + type + (id.isEmpty() ? "" : ", id " + id) + ")";
  }
}
