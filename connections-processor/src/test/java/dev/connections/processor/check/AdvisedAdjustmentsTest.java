package dev.connections.processor.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connections.processor.model.AdjustmentModel;
import dev.connections.processor.model.AdjustmentModel.Kind;
import dev.connections.processor.model.EntryModel;
import dev.connections.processor.model.IncludedRegistryModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisedAdjustmentsTest {

  private static final EntryModel ORDERS = Models.type("Orders", 5);
  private static final EntryModel STOCK = Models.type("Stock", 6);
  private static final IncludedRegistryModel LIBRARY = Models.library("Types", ORDERS, STOCK);

  @ParameterizedTest
  @CsvSource({
    "5, 7, 1005",
    // Taken by a type of the application, and by the next one.
    "5, 1005, 1006",
    "2147482647, 7, 2147483647",
    "2147482648, 7, 1",
    "2147482648, 1, 2",
    // The greatest id is taken: after it comes the first one.
    "2147482647, 2147483647, 1"
  })
  void aFreeIdIsFarAwayAndNobodysYet(int id, int taken, int free) {
    EntryModel type = Models.type("Orders", id);
    IncludedRegistryModel library = Models.library("Types", type);
    AdvisedAdjustments advice = advice(List.of(Models.type("Own", taken)), library);
    assertThat(advice.withFreeId(library, type))
        .isEqualTo("ids = @TypeId(registry = Types.class, name = \"Orders\", id = " + free + ")");
  }

  @Test
  void whatIsAdvisedTwiceIsNotAdvisedForTwoTypes() {
    EntryModel twin = Models.type("Twin", 5);
    IncludedRegistryModel other = Models.library("OtherTypes", twin);
    AdvisedAdjustments advice = advice(List.of(), LIBRARY, other);
    advice.withFreeId(LIBRARY, ORDERS);
    assertThat(advice.withFreeId(other, twin))
        .isEqualTo(
            "ids = {@TypeId(registry = Types.class, name = \"Orders\", id = 1005), "
                + "@TypeId(registry = OtherTypes.class, name = \"Twin\", id = 1006)}");
  }

  @Test
  void whatIsWrittenAlreadyIsKeptAndTheSameTypesIdReplaced() {
    AdvisedAdjustments advice =
        new AdvisedAdjustments(
            Models.registry(
                List.of(),
                List.of(LIBRARY),
                List.of(
                    new AdjustmentModel(Kind.ID, 0, LIBRARY.name(), "Orders", 50),
                    new AdjustmentModel(Kind.ID, 1, LIBRARY.name(), "Stock", 60),
                    new AdjustmentModel(Kind.EXCLUDE, 0, LIBRARY.name(), "Orders", 0))));
    assertThat(advice.withId(LIBRARY, ORDERS, 70))
        .isEqualTo(
            "ids = {@TypeId(registry = Types.class, name = \"Stock\", id = 60), "
                + "@TypeId(registry = Types.class, name = \"Orders\", id = 70)}");
    assertThat(advice.without(LIBRARY, STOCK))
        .isEqualTo(
            "exclude = {@ExcludedType(registry = Types.class, name = \"Orders\"), "
                + "@ExcludedType(registry = Types.class, name = \"Stock\")}");
  }

  @Test
  void anotherLibrarysTypeOfTheSameNameKeepsItsId() {
    EntryModel namesake = Models.type("Orders", 8);
    IncludedRegistryModel other = Models.library("OtherTypes", namesake);
    AdvisedAdjustments advice = advice(List.of(), LIBRARY, other);
    advice.withId(LIBRARY, ORDERS, 70);
    assertThat(advice.withId(other, namesake, 80)).contains("id = 70").contains("id = 80");
  }

  @Test
  void anAlternativeIsNotCountedOn() {
    AdvisedAdjustments advice = advice(List.of(), LIBRARY);
    assertThat(advice.alternativelyWithout(LIBRARY, ORDERS))
        .isEqualTo("exclude = @ExcludedType(registry = Types.class, name = \"Orders\")");
    assertThat(advice.without(LIBRARY, STOCK))
        .isEqualTo("exclude = @ExcludedType(registry = Types.class, name = \"Stock\")");
    assertThat(advice.without(LIBRARY, ORDERS)).contains("Stock", "Orders");
  }

  private static AdvisedAdjustments advice(
      List<EntryModel> own, IncludedRegistryModel... included) {
    return new AdvisedAdjustments(Models.registry(own, List.of(included), List.of()));
  }
}
