package dev.connections.internal.subscription;

import dev.connections.Deadline;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client library of a {@link PushPeer}: one socket for everybody, one thread that reads it and
 * hands out answers and what is published. A listener that blocks would block all users.
 */
final class PushClient implements Closeable {

  /** The server's answer that it will not. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /** Somebody who listens to a channel. */
  record Listener(Consumer<String> message, Consumer<Throwable> lost) {}

  private final Socket socket = new Socket();
  private final Map<String, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
  private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private volatile @Nullable IOException ended;

  PushClient(int port, String password, Deadline deadline) throws IOException {
    try {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos())));
      Thread reader = new Thread(this::read, "push-client");
      reader.setDaemon(true);
      reader.start();
      ask("auth " + password, deadline);
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  String ask(String request, Deadline deadline) throws IOException {
    String id = Long.toString(ids.incrementAndGet());
    CompletableFuture<String> answer = new CompletableFuture<>();
    asked.put(id, answer);
    try {
      IOException cause = ended;
      if (cause != null) {
        throw cause;
      }
      byte[] line = (id + " " + request + "\n").getBytes(StandardCharsets.UTF_8);
      synchronized (this) {
        socket.getOutputStream().write(line);
      }
      String text = answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
      if (text.startsWith("error ")) {
        throw new Refused(text.substring(6));
      }
      return text;
    } catch (TimeoutException silent) {
      throw new SocketTimeoutException("no answer");
    } catch (ExecutionException lost) {
      throw new IOException("The connection ended", lost.getCause());
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException();
    } finally {
      asked.remove(id);
    }
  }

  void listen(String channel, Listener listener, Deadline deadline) throws IOException {
    listeners.put(channel, listener);
    try {
      ask("sub " + channel, deadline);
    } catch (IOException failure) {
      listeners.remove(channel);
      throw failure;
    }
  }

  void unlisten(String channel, Deadline deadline) throws IOException {
    ask("unsub " + channel, deadline);
    listeners.remove(channel);
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      String line = in.readLine();
      while (line != null) {
        String[] words = line.split(" ", 2);
        if (words[0].equals("*")) {
          String[] pushed = words[1].split(" ", 2);
          Listener listener = listeners.get(pushed[0]);
          if (listener != null) {
            listener.message().accept(pushed[1]);
          }
        } else {
          CompletableFuture<String> answer = asked.get(words[0]);
          if (answer != null) {
            answer.complete(words[1]);
          }
        }
        line = in.readLine();
      }
      end(new EOFException("The server hung up"));
    } catch (IOException failure) {
      end(failure);
    }
  }

  private void end(IOException cause) {
    ended = cause;
    asked.values().forEach(each -> each.completeExceptionally(cause));
    listeners.values().forEach(each -> each.lost().accept(cause));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
