package dev.connections.testing;

/**
 * What a {@link FaultProxy} has seen and done since it was made.
 *
 * @param accepted connections that clients opened
 * @param open connections that are open now
 * @param requestBytes bytes passed on from clients to the server
 * @param replyBytes bytes passed on from the server to clients
 * @param droppedReplyBytes bytes from the server that no client ever got
 * @param delayed pieces of data, of either direction, that were held up
 * @param halfCloses connections where clients saw that no more replies would come
 * @param cuts connections ended in an orderly way by a fault
 * @param resets connections reset by a fault
 */
public record FaultProxyStatistics(
    long accepted,
    int open,
    long requestBytes,
    long replyBytes,
    long droppedReplyBytes,
    long delayed,
    long halfCloses,
    long cuts,
    long resets) {}
