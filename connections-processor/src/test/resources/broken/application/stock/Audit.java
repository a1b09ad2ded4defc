package stock;

import jakarta.inject.Qualifier;

@Qualifier
public @interface Audit {}
