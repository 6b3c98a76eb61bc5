package dev.tributary.conversation;

/** A person, or the end of something, said that it is done. Fired inside the transaction that made it true. */
public record ConversationResolved(ConversationId conversation) {}
