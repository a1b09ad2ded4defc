package dev.connections.rest;

/** Learns how far a {@linkplain RestConnection#download download} has come. */
@FunctionalInterface
public interface DownloadListener {

  /**
   * Some more bytes are in the file. Called by the downloading thread, which waits for it; what it
   * throws ends the download.
   *
   * @param bytes how many there are so far; less than before if it had to begin again
   * @param total how many there will be; -1 if the server does not say
   */
  void progress(long bytes, long total);
}
