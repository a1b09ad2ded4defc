package dev.connections.sample.readme;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connections.KeyedOperation;
import dev.connections.ManagedSubscription;
import dev.connections.Operation;
import dev.connections.failure.PermanentConnectionException;
import dev.connections.rest.BodySource;
import dev.connections.rest.HttpAnswer;
import dev.connections.rest.Pages;
import dev.connections.rest.RequestBodies;
import dev.connections.rest.RestConnection;
import dev.connections.rest.RestRequest;
import dev.connections.rest.json.JacksonJsonCodec;
import dev.connections.rest.json.JsonType;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okhttp3.MultipartBody;
import org.jspecify.annotations.Nullable;

/** The examples of {@code docs/rest.md}. */
record CatalogClient(RestConnection catalog) {

  private static final KeyedOperation ORDER = Operation.keyed("order-book");

  /** A book. */
  record Book(String isbn, String title) {}

  /** Some books, and where to go on; the cursor is null at the end. */
  record Found(List<Book> books, @Nullable String cursor) {}

  /** An order. */
  record Order(String id, String isbn) {}

  CatalogClient forTenant(String tenant) {
    return new CatalogClient(catalog.withRequests(request -> request.header("X-Tenant", tenant)));
  }

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

  void upload(String isbn, Path cover, BodySource scan, InputStream upload) {
    RestRequest put = RestRequest.put("/books/{isbn}/cover").path("isbn", isbn);
    catalog.send(put.body(cover, "image/jpeg"));
    catalog.send(put.body(scan, -1, "image/jpeg")); // opened for each attempt, and closed
    catalog.send(put.body(upload, -1, "image/jpeg")); // read once: close it yourself
    catalog.send(RestRequest.post("/search").form("q", "go").form("tag", "a").form("tag", "b"));
    MultipartBody parts =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("title", "Cover")
            .addFormDataPart("image", "a.jpg", RequestBodies.file(cover, "image/jpeg"))
            .build();
    catalog.send(RestRequest.post("/books/{isbn}/images").path("isbn", isbn).body(parts));
  }

  long export(Path target) {
    RestRequest request = RestRequest.get("/export.csv").timeout(Duration.ofMinutes(30));
    catalog.download(request, target, (bytes, total) -> System.out.println(bytes + " of " + total));
    return catalog.stream(
        request,
        answer ->
            new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))
                .lines()
                .count());
  }

  List<Book> all() {
    return catalog.pages(RestRequest.get("/books"), JsonType.listOf(Book.class)).stream()
        .flatMap(page -> page.requireBody().stream())
        .toList();
  }

  Pages<Found> found(RestRequest search) {
    return catalog.pages(
        search,
        JsonType.of(Found.class),
        page ->
            Optional.ofNullable(page.requireBody().cursor())
                .map(cursor -> search.query("cursor", cursor)));
  }

  ManagedSubscription prices(Consumer<String> handler) {
    return catalog.events(
        "prices", RestRequest.get("/prices/stream"), event -> handler.accept(event.data()));
  }
}
