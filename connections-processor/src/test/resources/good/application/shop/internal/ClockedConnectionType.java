package shop.internal;

import acme.AcmeConfiguration;
import acme.AcmeConnection;
import dev.connections.annotations.ConnectionFeature;
import dev.connections.annotations.ConnectionMode;
import dev.connections.annotations.ConnectionType;
import dev.connections.spi.ConnectionTypeBase;

@ConnectionType(
    id = 10,
    name = "ClockedDb",
    category = "Sql",
    description = "Tells the time from <table> & more.",
    provider = "com.acme",
    dataStores = {"ClockedDb", "OldClockedDb"},
    modes = {ConnectionMode.READ_WRITE, ConnectionMode.BULK},
    features = ConnectionFeature.TRANSACTIONS,
    priority = 5,
    closeLast = true)
final class ClockedConnectionType
    extends ConnectionTypeBase<AcmeConnection, AcmeConfiguration, ClockedConnectionFactory> {}
