package dev.connections.sample.readme;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connections.KeyedOperation;
import dev.connections.Operation;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.rest.HttpAnswer;
import dev.connections.rest.RestConnection;
import dev.connections.rest.RestRequest;
import dev.connections.rest.json.JacksonJsonCodec;
import dev.connections.rest.json.JsonType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The examples of {@code docs/rest.md}. */
record CatalogClient(RestConnection catalog) {

  private static final KeyedOperation ORDER = Operation.keyed("order-book");

  /** A book. */
  record Book(String isbn, String title) {}

  /** An order. */
  record Order(String id, String isbn) {}

  CatalogClient with(ObjectMapper mapper) {
    return new CatalogClient(
        catalog.withCodec(new JacksonJsonCodec(mapper))); // a view of the same connection
  }

  Book book(String isbn) {
    return catalog.get("/books/{isbn}", Map.of("isbn", isbn), Book.class);
  }

  List<Book> search(String words) {
    RestRequest request = RestRequest.get("/books").query("q", words);
    return catalog.send(request, JsonType.listOf(Book.class));
  }

  Order order(Order order) {
    RestRequest request =
        RestRequest.post("/orders")
            .operation(ORDER.key(order.id()).deadline(Duration.ofSeconds(5)))
            .body(order);
    return catalog.send(request, Order.class);
  }

  Optional<Book> find(String isbn) {
    try {
      return Optional.of(book(isbn));
    } catch (PermanentConnectionException e) {
      if (e.detail(HttpAnswer.class).map(HttpAnswer::status).orElse(0) == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  CompletableFuture<String> titleLater(String isbn) {
    return catalog
        .sendAsync(RestRequest.get("/books/{isbn}").path("isbn", isbn), Book.class)
        .thenApply(Book::title);
  }
}
