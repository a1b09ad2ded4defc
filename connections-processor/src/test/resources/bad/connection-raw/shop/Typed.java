package shop;

public interface Typed<T> extends acme.AcmeConnection {}
