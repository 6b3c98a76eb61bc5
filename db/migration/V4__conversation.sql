-- Posts, conversations and what was said in them.
--
-- Ids of rows that come from TikTok are derived from TikTok's own ids (UUID version 5), so the same event, applied
-- anywhere and in any order, names the same row.

CREATE TABLE post (
    id           uuid        PRIMARY KEY,
    store_id     uuid        NOT NULL REFERENCES store (id),
    account_id   uuid        NOT NULL REFERENCES account (id),
    external_id  text        NOT NULL,
    type         text,
    caption      text,
    cover_url    text,
    share_url    text,
    published_at timestamptz,
    -- When it was last looked up, successfully or not.
    looked_up_at timestamptz,

    CONSTRAINT post_once UNIQUE (account_id, external_id)
);

-- Posts that nobody has looked up yet.
CREATE INDEX post_unknown ON post (account_id) WHERE looked_up_at IS NULL;

CREATE TABLE conversation (
    id                  uuid        PRIMARY KEY,
    store_id            uuid        NOT NULL REFERENCES store (id),
    account_id          uuid        NOT NULL REFERENCES account (id),
    surface             text        NOT NULL,
    -- DM: TikTok's conversation id. COMMENT: the id of the top-level comment.
    external_id         text        NOT NULL,
    post_id             uuid        REFERENCES post (id),
    -- Who it is with; unknown while only we have spoken, or where TikTok withholds it.
    contact_identity_id uuid        REFERENCES contact_identity (id),
    status              text        NOT NULL,
    snoozed_until       timestamptz,
    assignee_id         uuid        REFERENCES agent (id),
    -- Who had it before it was resolved and came back.
    last_assignee_id    uuid        REFERENCES agent (id),
    last_message_id     uuid,
    last_activity_at    timestamptz NOT NULL,
    first_inbound_at    timestamptz,
    last_inbound_at     timestamptz,
    -- Messages of ours since last_inbound_at: what TikTok's quota counts.
    window_used         int         NOT NULL DEFAULT 0,
    inbound_count       int         NOT NULL DEFAULT 0,
    -- As many of the inbound messages have been dealt with by an answer of anybody's.
    handled_count       int         NOT NULL DEFAULT 0,
    -- The customer has read what we sent up to here.
    customer_read_at    timestamptz,
    -- An outgoing message failed or is uncertain, and nobody has settled it.
    send_trouble        boolean     NOT NULL DEFAULT false,
    created_at          timestamptz NOT NULL,
    version             bigint      NOT NULL DEFAULT 0,

    CONSTRAINT conversation_surface_known CHECK (surface IN ('DM', 'COMMENT', 'SHOP_CHAT')),
    CONSTRAINT conversation_status_known CHECK (status IN ('OPEN', 'SNOOZED', 'RESOLVED')),
    CONSTRAINT conversation_snoozed_says_until_when CHECK ((status = 'SNOOZED') = (snoozed_until IS NOT NULL)),
    CONSTRAINT conversation_once UNIQUE (account_id, surface, external_id)
);

-- The list of a store, newest activity first, by status.
CREATE INDEX conversation_list ON conversation (store_id, status, last_activity_at DESC, id DESC);
-- The same for everything of every status.
CREATE INDEX conversation_list_all ON conversation (store_id, last_activity_at DESC, id DESC);
-- "Mine", and an agent's load.
CREATE INDEX conversation_mine ON conversation (assignee_id, status, last_activity_at DESC, id DESC)
    WHERE assignee_id IS NOT NULL;
-- "Unassigned", and what routing looks at: who has waited longest.
CREATE INDEX conversation_waiting ON conversation (store_id, last_inbound_at, id)
    WHERE status = 'OPEN' AND assignee_id IS NULL;
-- One account's list.
CREATE INDEX conversation_account ON conversation (account_id, status, last_activity_at DESC, id DESC);
-- "Failed to send".
CREATE INDEX conversation_trouble ON conversation (store_id) WHERE send_trouble;
-- Answering windows that close soon.
CREATE INDEX conversation_window ON conversation (store_id, last_inbound_at, id)
    WHERE status = 'OPEN' AND surface = 'DM';
-- Snoozes that end.
CREATE INDEX conversation_snoozed ON conversation (snoozed_until) WHERE status = 'SNOOZED';
-- Everything of one person.
CREATE INDEX conversation_contact ON conversation (contact_identity_id);

-- Messages are most of what is ever written here, so what ingest writes is not checked by foreign keys: store_id and
-- account_id repeat the conversation's, and conversation and author are rows that the same transaction wrote just before,
-- by ids derived alike; nothing deletes them. The checks took a sixth of PostgreSQL's time.
CREATE TABLE message (
    id                 uuid        PRIMARY KEY,
    store_id           uuid        NOT NULL,
    account_id         uuid        NOT NULL,
    conversation_id    uuid        NOT NULL,
    -- TikTok's id; unknown for a reply that is still on its way, absent for notes and system lines.
    remote_id          text,
    direction          text        NOT NULL,
    type               text        NOT NULL,
    text               text,
    -- Media, buttons and whatever else a type carries, as JSON text that never contains a NUL.
    content            text,
    quoted_remote_id   text,
    sent_at            timestamptz NOT NULL,
    -- It arrived so long after it was sent that others were already shown below it.
    late               boolean     NOT NULL DEFAULT false,
    source             text,
    -- Who wrote it: an agent of ours, or a person on the platform.
    author_agent_id    uuid        REFERENCES agent (id),
    author_identity_id uuid,
    -- Outgoing only: how far it got.
    status             text,
    failure_code       text,
    failure_reason     text,
    client_token       text,
    created_at         timestamptz NOT NULL,

    CONSTRAINT message_direction_known CHECK (direction IN ('INBOUND', 'OUTBOUND', 'NOTE', 'SYSTEM')),
    CONSTRAINT message_status_known CHECK (
        status IN ('QUEUED', 'SENDING', 'RETRYING', 'UNCERTAIN', 'SENT', 'DELIVERED', 'READ', 'FAILED')),
    CONSTRAINT message_only_outgoing_has_status CHECK ((direction = 'OUTBOUND') = (status IS NOT NULL))
);

-- One message on TikTok is one bubble here, for ever, however often we hear of it.
CREATE UNIQUE INDEX message_remote_once ON message (account_id, remote_id) WHERE remote_id IS NOT NULL;
-- A reply that a browser sends twice is one reply.
CREATE UNIQUE INDEX message_client_token_once ON message (conversation_id, client_token)
    WHERE client_token IS NOT NULL;
-- The thread, in the order people said things.
CREATE INDEX message_thread ON message (conversation_id, sent_at DESC, id DESC);
-- What TikTok's quota counts, and whether our last word got through.
CREATE INDEX message_outbound ON message (conversation_id, sent_at DESC) WHERE direction = 'OUTBOUND';
-- Replies that have no name at TikTok, to match an echo against: always few.
CREATE INDEX message_in_flight ON message (conversation_id) WHERE direction = 'OUTBOUND' AND remote_id IS NULL;

-- Who quotes a message that comes late.
CREATE INDEX message_quoting ON message (account_id, quoted_remote_id) WHERE quoted_remote_id IS NOT NULL;

-- Facts about messages that may arrive before the message itself. They are joined when a thread is read, so that it
-- does not matter which came first.

CREATE TABLE message_reaction (
    account_id          uuid        NOT NULL,
    message_remote_id   text        NOT NULL,
    reactor_external_id text        NOT NULL,
    emoji               text        NOT NULL,
    added               boolean     NOT NULL,
    at                  timestamptz NOT NULL,

    CONSTRAINT message_reaction_once PRIMARY KEY (account_id, message_remote_id, reactor_external_id, emoji)
);

CREATE TABLE comment_fact (
    account_id        uuid        NOT NULL,
    comment_remote_id text        NOT NULL,
    visibility        text,
    visibility_at     timestamptz,
    deleted_at        timestamptz,
    high_intent_at    timestamptz,

    CONSTRAINT comment_fact_visibility_known CHECK (visibility IN ('PUBLIC', 'FRIENDS_ONLY', 'HIDDEN')),
    CONSTRAINT comment_fact_once PRIMARY KEY (account_id, comment_remote_id)
);

-- How much of a conversation an agent has seen, counted in inbound messages: a late message counts as unread too.
CREATE TABLE conversation_seen (
    agent_id        uuid NOT NULL REFERENCES agent (id),
    conversation_id uuid NOT NULL REFERENCES conversation (id),
    inbound_count   int  NOT NULL,

    CONSTRAINT conversation_seen_once PRIMARY KEY (agent_id, conversation_id)
);

CREATE TABLE conversation_label (
    conversation_id uuid NOT NULL REFERENCES conversation (id),
    label           text NOT NULL,

    CONSTRAINT conversation_label_once PRIMARY KEY (conversation_id, label)
);
