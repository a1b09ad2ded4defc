package shop

import dev.connections.Deadline
import dev.connections.ManagedConnection
import dev.connections.annotations.ConnectionType
import dev.connections.monitoring.ServerMetadata
import dev.connections.spi.ConnectionContext
import dev.connections.spi.ConnectionFactory
import dev.connections.spi.ConnectionTypeBase
import dev.connections.spi.EndpointContext
import dev.connections.spi.SharedConnection
import java.time.Clock

interface NotebookConnection : ManagedConnection<MutableList<String>> {
    fun owner(): String
}

internal class NotebookConnectionFactory(private val clock: Clock) :
    ConnectionFactory<NotebookConnection, NotebookConfiguration> {

    override fun create(context: ConnectionContext<NotebookConfiguration>): NotebookConnection =
        SharedNotebook(context, clock)
}

private class SharedNotebook(
    context: ConnectionContext<NotebookConfiguration>,
    private val clock: Clock,
) : SharedConnection<MutableList<String>, NotebookConfiguration>(context), NotebookConnection {

    private val configuration = context.configuration()

    override fun owner() = configuration.owner()

    override fun openClient(
        endpoint: EndpointContext<NotebookConfiguration>,
        deadline: Deadline,
    ): MutableList<String> {
        val settings = endpoint.configuration()
        return mutableListOf("${settings.pages()} pages ${settings.tags()} at ${clock.instant()}")
    }

    override fun probeClient(client: MutableList<String>, deadline: Deadline) =
        ServerMetadata("Notebook", null, null, null, mapOf())

    override fun closeClient(client: MutableList<String>) = client.clear()
}

@ConnectionType(id = 1000, name = "Notebook", category = "Paper")
internal class NotebookConnectionType :
    ConnectionTypeBase<NotebookConnection, NotebookConfiguration, NotebookConnectionFactory>()
