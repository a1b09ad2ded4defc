package shop

import dev.connections.Operation
import dev.connections.annotations.ConnectionName
import dev.connections.annotations.ConnectionRegistry
import dev.connections.annotations.ConnectionSet
import dev.connections.sql.SqlConnection
import dev.connections.sql.SqlConnectionTypes
import java.nio.file.Path
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset

@ConnectionRegistry(include = [SqlConnectionTypes::class])
@ConnectionSet
interface Shop {
    @ConnectionName("orders-db")
    fun orders(): SqlConnection

    @ConnectionName("notes")
    fun notes(): NotebookConnection
}

fun main(arguments: Array<String>) {
    val noon = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC)
    OpenShop.open(Path.of(arguments[0]), noon).use { shop ->
        println(ConnectionTypes.all())
        println(
            shop.orders().execute(Operation.read("sum")) { jdbc ->
                jdbc.createStatement().use { statement ->
                    statement.executeQuery("select 40 + 2").use { it.next(); it.getInt(1) }
                }
            },
        )
        println("${shop.notes().owner()}: ${shop.notes().client()}")
    }
}
