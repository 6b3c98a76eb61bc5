-- Replies on their way out. A row goes when its fate is settled; the message keeps what became of it.

CREATE TABLE delivery (
    message_id      uuid        PRIMARY KEY REFERENCES message (id),
    store_id        uuid        NOT NULL REFERENCES store (id),
    account_id      uuid        NOT NULL REFERENCES account (id),
    conversation_id uuid        NOT NULL REFERENCES conversation (id),
    -- Order of writing: the replies of one conversation leave one after the other.
    position        bigint      GENERATED ALWAYS AS IDENTITY,
    attempts        int         NOT NULL DEFAULT 0,
    queued_at       timestamptz NOT NULL,
    -- When to try it; once it is uncertain, when to look for it.
    due_at          timestamptz NOT NULL,
    -- A call is being made, until then by the database's clock. A lease that ran out means: we do not know.
    lease_until     timestamptz,
    -- The call was made and nothing is known: since when.
    uncertain_at    timestamptz
);

-- What is due next.
CREATE INDEX delivery_due ON delivery (due_at, position);
-- The head of a conversation's line.
CREATE INDEX delivery_line ON delivery (conversation_id, position);
-- Calls that are being made: how many of each account, and which of them nobody will answer for.
CREATE INDEX delivery_leased ON delivery (lease_until) WHERE lease_until IS NOT NULL;
