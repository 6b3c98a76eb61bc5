-- Pictures and videos of messages: where they come from, and under which name their bytes are kept outside the database.

CREATE TABLE media (
    id             uuid        PRIMARY KEY,
    -- What an agent attaches belongs to nobody but them until it is used in a message.
    store_id       uuid        REFERENCES store (id),
    account_id     uuid        REFERENCES account (id),
    -- An echo that turns out to be a reply of ours is removed as a message, and what it carried with it.
    message_id     uuid        REFERENCES message (id) ON DELETE CASCADE,
    -- Its place within the message.
    ordinal        int         NOT NULL DEFAULT 0,
    kind           text        NOT NULL,
    -- How the platform names it: an id that a call turns into an address, or an address.
    remote_id      text,
    remote_url     text,
    state          text        NOT NULL,
    -- Why there is nothing (yet), for a person.
    reason         text,
    -- When to fetch it next. Whoever takes it moves this ahead, so that a crash costs minutes and not the picture.
    due_at         timestamptz,
    attempts       int         NOT NULL DEFAULT 0,
    -- Somebody asked for it again: the address that the message came with is taken for dead.
    renew          boolean     NOT NULL DEFAULT false,
    -- The name of the bytes in the place for media is their SHA-256.
    sha256         text,
    content_type   text,
    size           bigint,
    width          int,
    height         int,
    animated       boolean     NOT NULL DEFAULT false,
    thumb_sha256   text,
    thumb_type     text,
    thumb_size     bigint,
    uploaded_by    uuid        REFERENCES agent (id),
    -- What the platform calls our upload, and for how long it knows it.
    handed_over_as text,
    handed_over_until timestamptz,
    created_at     timestamptz NOT NULL,

    CONSTRAINT media_one_place UNIQUE (message_id, ordinal),
    CONSTRAINT media_kind_known CHECK (kind IN ('IMAGE', 'VIDEO', 'STICKER', 'EMOJI', 'SHARE_POST')),
    CONSTRAINT media_state_known CHECK (state IN ('PENDING', 'READY', 'FAILED', 'EXPIRED')),
    CONSTRAINT media_pending_is_due CHECK ((state = 'PENDING') = (due_at IS NOT NULL)),
    CONSTRAINT media_ready_is_here CHECK (
        state <> 'READY' OR num_nulls(sha256, content_type, size) = 0),
    CONSTRAINT media_of_message_or_agent CHECK (message_id IS NOT NULL OR uploaded_by IS NOT NULL),
    CONSTRAINT media_of_message_has_store CHECK (message_id IS NULL OR num_nulls(store_id, account_id) = 0)
);

-- What is to be fetched next.
CREATE INDEX media_due ON media (due_at) WHERE state = 'PENDING';
-- Attachments that were never sent.
CREATE INDEX media_unused ON media (created_at) WHERE message_id IS NULL;
-- Whether anything still needs these bytes.
CREATE INDEX media_file ON media (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX media_thumb_file ON media (thumb_sha256) WHERE thumb_sha256 IS NOT NULL;

-- Messages that came before this table.
INSERT INTO media (id, store_id, account_id, message_id, ordinal, kind, remote_id, remote_url, state, due_at, created_at)
SELECT gen_random_uuid(), m.store_id, m.account_id, m.id, x.place - 1, m.type, x.media ->> 'mediaId', x.media ->> 'url',
    'PENDING', now(), now()
FROM message m
CROSS JOIN LATERAL json_array_elements(m.content::json -> 'media') WITH ORDINALITY AS x (media, place)
WHERE m.content IS NOT NULL AND m.type IN ('IMAGE', 'VIDEO', 'STICKER', 'EMOJI', 'SHARE_POST');

-- Whether TikTok takes pictures in a conversation. Depends on both sides' markets, so it is asked, and asked again.
CREATE TABLE picture_capability (
    conversation_id uuid        PRIMARY KEY REFERENCES conversation (id),
    possible        boolean     NOT NULL,
    asked_at        timestamptz NOT NULL
);
