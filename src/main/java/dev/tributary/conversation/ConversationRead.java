package dev.tributary.conversation;

/**
 * Whoever looks after the conversation has read more of what the customer wrote; while nobody does, anybody. Fired inside
 * the transaction.
 */
public record ConversationRead(ConversationId conversation) {}
