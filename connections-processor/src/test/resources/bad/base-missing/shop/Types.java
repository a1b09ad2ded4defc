package shop;

import dev.connections.annotations.ConnectionType;

@ConnectionType(id = 7, name = "Loose", category = "Other")
final class LooseType {}

@ConnectionType(id = 8, name = "Face", category = "Other")
interface FaceType {}
