package dev.tributary.store;

/** Who runs a shop. */
public enum OperationMode {
    /** The seller does. */
    SELF_OPERATED,
    /** The platform does, after-sales included: no Shop Chat, orders or returns for the seller. */
    FULLY_MANAGED
}
