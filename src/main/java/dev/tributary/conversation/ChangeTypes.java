package dev.tributary.conversation;

/** What the change log calls the changes of this module. */
public final class ChangeTypes {

    public static final String CONVERSATION = "conversation.changed";
    public static final String SEEN = "conversation.seen";
    public static final String MESSAGE = "message.changed";
    public static final String MESSAGE_REMOVED = "message.removed";

    private ChangeTypes() {}
}
