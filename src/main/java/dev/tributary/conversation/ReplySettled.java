package dev.tributary.conversation;

/** The fate of a reply became known otherwise than by the call that sent it. Fired inside the transaction. */
public record ReplySettled(MessageId message) {}
