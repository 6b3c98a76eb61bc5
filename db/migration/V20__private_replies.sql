-- Answers to a comment by direct message.

-- The country in which the account is registered, as an admin says: TikTok's API does not tell. NULL: nobody has said.
ALTER TABLE account ADD COLUMN market text;

-- Whether the account has Comment-to-Message switched on, as TikTok said last.
CREATE TABLE private_reply_switch (
    account_id uuid        PRIMARY KEY REFERENCES account (id),
    -- NULL: it could not be asked.
    enabled    boolean,
    asked_at   timestamptz NOT NULL
);

-- Replies that only the author of a comment hears. The message stands in the comment's thread until the platform's echo
-- says in which direct-message conversation it is; from then on it stands there.
CREATE TABLE private_reply (
    message_id      uuid PRIMARY KEY REFERENCES message (id),
    account_id      uuid NOT NULL,
    -- The thread of the comment, which is its first comment.
    thread_id       uuid NOT NULL REFERENCES conversation (id),
    -- Who wrote the comment, and so whom the direct messages are with.
    commenter_id    uuid NOT NULL,
    -- Repeats what the message said when it was written in the thread, so that asking twice sends once ever after.
    client_token    text NOT NULL,
    -- The direct messages in which it was found.
    conversation_id uuid REFERENCES conversation (id),

    CONSTRAINT private_reply_client_token_once UNIQUE (thread_id, client_token)
);

-- Those whose echo may come, by whom it would be with: few, for the echo is quick.
CREATE INDEX private_reply_expected ON private_reply (account_id, commenter_id) WHERE conversation_id IS NULL;

-- Conversations that began without a word of the customer's.
CREATE INDEX private_reply_found ON private_reply (conversation_id) WHERE conversation_id IS NOT NULL;

-- By which of the platform's calls a reply leaves: a private one stands in a thread of comments and leaves as a message.
ALTER TABLE delivery ADD COLUMN surface text;
UPDATE delivery d SET surface = c.surface FROM conversation c WHERE c.id = d.conversation_id;
ALTER TABLE delivery
    ALTER COLUMN surface SET NOT NULL,
    ADD CONSTRAINT delivery_surface_known CHECK (surface IN ('DM', 'COMMENT', 'SHOP_CHAT'));
