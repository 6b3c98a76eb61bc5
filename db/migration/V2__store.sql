-- Shops and their TikTok accounts.

CREATE TABLE store (
    id                        uuid        PRIMARY KEY,
    name                      text        NOT NULL,
    market                    text        NOT NULL,
    time_zone                 text        NOT NULL,
    operation_mode            text        NOT NULL,
    probation                 text        NOT NULL,
    legal_entity_name         text        NOT NULL,
    legal_registration_number text        NOT NULL,
    created_at                timestamptz NOT NULL,
    version                   bigint      NOT NULL DEFAULT 0,

    CONSTRAINT store_operation_mode_known CHECK (operation_mode IN ('SELF_OPERATED', 'FULLY_MANAGED')),
    CONSTRAINT store_probation_known CHECK (probation IN ('IN_PROBATION', 'PASSED', 'RECALLED'))
);

-- Which agents and supervisors work for a store. Admins see every store without a row here.
CREATE TABLE store_member (
    store_id uuid NOT NULL REFERENCES store (id),
    agent_id uuid NOT NULL REFERENCES agent (id),

    CONSTRAINT store_member_once PRIMARY KEY (store_id, agent_id)
);

-- The stores of one agent, at every request.
CREATE INDEX store_member_agent ON store_member (agent_id);

-- TikTok accounts, bound now or once. A row lives on when the account is unbound: its history points to it.
CREATE TABLE account (
    id                 uuid        PRIMARY KEY,
    store_id           uuid        NOT NULL REFERENCES store (id),
    platform           text        NOT NULL,
    role               text        NOT NULL,
    -- 0 for the official account, 1… for channel accounts: the limits of TikTok are limits on slots.
    slot               smallint    NOT NULL,
    external_id        text        NOT NULL,
    handle             text,
    display_name       text,
    avatar_url         text,
    state              text        NOT NULL,
    state_reason       text,
    scopes             text        NOT NULL,
    -- Who TikTok says wrote our own comments; learned, because it is not the open id.
    comment_author_id  text,
    legal_entity_name         text,
    legal_registration_number text,
    bound_by           uuid        NOT NULL REFERENCES agent (id),
    bound_at           timestamptz NOT NULL,
    unbound_at         timestamptz,
    version            bigint      NOT NULL DEFAULT 0,

    CONSTRAINT account_platform_known CHECK (platform IN ('TIKTOK_BUSINESS', 'TIKTOK_SHOP')),
    CONSTRAINT account_role_known CHECK (role IN ('OFFICIAL', 'CHANNEL')),
    CONSTRAINT account_state_known CHECK (state IN ('CONNECTED', 'NEEDS_RECONNECT', 'UNBOUND')),
    CONSTRAINT account_official_has_slot_zero CHECK ((role = 'OFFICIAL') = (slot = 0)),
    CONSTRAINT account_unbound_says_when CHECK ((state = 'UNBOUND') = (unbound_at IS NOT NULL))
);

-- One TikTok account is bound to one store in one role at a time.
CREATE UNIQUE INDEX account_bound_once ON account (platform, external_id) WHERE unbound_at IS NULL;
-- One official account, and as many channel accounts as there are slots, also when ten browsers try at once.
CREATE UNIQUE INDEX account_slot_once ON account (store_id, platform, slot) WHERE unbound_at IS NULL;

-- Tokens, encrypted. Apart from account, so that reading accounts never reads secrets.
CREATE TABLE account_credential (
    account_id         uuid        PRIMARY KEY REFERENCES account (id),
    access_token       bytea       NOT NULL,
    access_expires_at  timestamptz NOT NULL,
    refresh_token      bytea       NOT NULL,
    refresh_expires_at timestamptz NOT NULL,
    refreshed_at       timestamptz NOT NULL,
    -- Who is refreshing now, by the database's clock; nobody else may.
    lease_until        timestamptz,
    -- A renewal was asked for and nobody heard the answer: the platform may have replaced these tokens.
    unanswered         boolean     NOT NULL DEFAULT false
);

-- A binding that was begun: what the browser brings back as `state`, for ten minutes and once.
CREATE TABLE account_authorization (
    state_hash                bytea       PRIMARY KEY,
    store_id                  uuid        NOT NULL REFERENCES store (id),
    agent_id                  uuid        NOT NULL REFERENCES agent (id),
    -- The login in which it was begun, and in which alone it can be ended; null where a program began it.
    session_id                text,
    platform                  text        NOT NULL,
    role                      text        NOT NULL,
    legal_entity_name         text,
    legal_registration_number text,
    created_at                timestamptz NOT NULL,
    expires_at                timestamptz NOT NULL,
    used_at                   timestamptz
);
