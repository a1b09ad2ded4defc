package error;

/** As kapt writes it for what it does not find. */
public final class NonExistentClass {}
