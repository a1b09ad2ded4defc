package shop;

import dagger.Component;
import jakarta.inject.Named;

interface SqlConnection {}

@Component
interface App {
  @Named("offered-db")
  SqlConnection offered();
}
