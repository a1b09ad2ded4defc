package stock;

abstract class StockFactoryBase {}
