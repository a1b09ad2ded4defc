package dev.connections.internal.subscription;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server of a multiplexed protocol over TCP. A request is {@code ID COMMAND [ARGUMENT]}, its
 * answer {@code ID TEXT}; what is published arrives between answers as {@code * CHANNEL TEXT}. The
 * commands: {@code auth PASSWORD}, {@code ping}, {@code echo X}, {@code sub CHANNEL}, {@code unsub
 * CHANNEL}, {@code take}, which is answered once something is {@linkplain #put put}.
 */
final class PushPeer implements AutoCloseable {

  /** The passwords of those who got in, in that order. */
  final List<String> logins = new CopyOnWriteArrayList<>();

  /** How many wait for something to be put. */
  final AtomicInteger takers = new AtomicInteger();

  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  volatile String password = "old";

  /** Nobody is let in to this channel. */
  volatile String closedChannel = "nowhere";

  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final ServerSocket server = new ServerSocket();

  PushPeer() throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    daemon(this::accept);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "push-peer");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (true) {
      try {
        Session session = new Session(server.accept());
        sessions.add(session);
        daemon(session::serve);
      } catch (IOException stopped) {
        return;
      }
    }
  }

  /** How many connections are open. */
  int open() {
    return sessions.size();
  }

  /** How many subscribers a channel has. */
  int subscribers(String channel) {
    return (int) sessions.stream().filter(each -> each.channels.contains(channel)).count();
  }

  /** Publishes to all subscribers. */
  void publish(String channel, String text) {
    for (Session session : sessions) {
      if (session.channels.contains(channel)) {
        session.say("* " + channel + " " + text);
      }
    }
  }

  /** Gives something to whoever takes. */
  void put(String text) {
    queue.add(text);
  }

  /** Hangs up on everybody; whoever comes again is let in. */
  void hangUp() throws IOException {
    for (Session session : sessions) {
      session.socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    hangUp();
  }

  private final class Session {
    final Set<String> channels = ConcurrentHashMap.newKeySet();
    final Socket socket;

    Session(Socket socket) {
      this.socket = socket;
    }

    void serve() {
      try (socket;
          BufferedReader in =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        String line = in.readLine();
        while (line != null) {
          String[] words = line.split(" ", 3);
          String answer = answer(words[1], words.length > 2 ? words[2] : "");
          if (answer != null) {
            say(words[0] + " " + answer);
          }
          line = in.readLine();
        }
      } catch (IOException gone) {
        // the client hung up
      } finally {
        sessions.remove(this);
      }
    }

    private @Nullable String take() {
      try {
        return queue.take();
      } catch (InterruptedException interrupt) {
        return null;
      } finally {
        takers.decrementAndGet();
      }
    }

    private @Nullable String answer(String command, String argument) {
      switch (command) {
        case "auth":
          if (!argument.equals(password)) {
            return "error auth";
          }
          logins.add(argument);
          return "ok";
        case "ping":
          return "pong";
        case "echo":
          return argument;
        case "sub":
          if (argument.equals(closedChannel)) {
            return "error no such channel";
          }
          channels.add(argument);
          return "ok";
        case "unsub":
          channels.remove(argument);
          return "ok";
        case "take":
          takers.incrementAndGet();
          return take();
        default:
          return null;
      }
    }

    synchronized void say(String line) {
      try {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException gone) {
        // its reader notices
      }
    }
  }
}
