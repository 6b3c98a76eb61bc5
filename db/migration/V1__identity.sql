-- People who work here, and how they prove who they are.

CREATE TABLE agent (
    id            uuid        PRIMARY KEY,
    email         text        NOT NULL,
    name          text        NOT NULL,
    role          text        NOT NULL,
    password_hash text        NOT NULL,
    settings      text        NOT NULL DEFAULT '{}',
    created_at    timestamptz NOT NULL,
    disabled_at   timestamptz,

    CONSTRAINT agent_role_known CHECK (role IN ('AGENT', 'SUPERVISOR', 'ADMIN')),
    CONSTRAINT agent_email_lower_case CHECK (email = lower(email)),
    CONSTRAINT agent_email_once UNIQUE (email)
);

-- Logged-in browsers. Only a hash of the cookie is kept: reading this table logs nobody in.
CREATE TABLE login_session (
    id_hash      bytea       PRIMARY KEY,
    agent_id     uuid        NOT NULL REFERENCES agent (id),
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    address      text        NOT NULL,
    user_agent   text        NOT NULL
);

-- All sessions of one agent, to list or end them.
CREATE INDEX login_session_agent ON login_session (agent_id);
-- The sweep of dead sessions.
CREATE INDEX login_session_expiry ON login_session (expires_at);

-- Keys for programs. The key itself is shown once and never stored.
CREATE TABLE api_token (
    id           uuid        PRIMARY KEY,
    agent_id     uuid        NOT NULL REFERENCES agent (id),
    name         text        NOT NULL,
    token_hash   bytea       NOT NULL,
    scopes       text        NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz,
    revoked_at   timestamptz,

    CONSTRAINT api_token_hash_once UNIQUE (token_hash)
);

-- An agent's own tokens.
CREATE INDEX api_token_agent ON api_token (agent_id);

-- Who did what. Never updated.
CREATE TABLE audit_entry (
    id       uuid        PRIMARY KEY,
    at       timestamptz NOT NULL,
    agent_id uuid,
    store_id uuid,
    action   text        NOT NULL,
    subject  text        NOT NULL,
    detail   text        NOT NULL
);

-- The audit page, newest first.
CREATE INDEX audit_entry_at ON audit_entry (at DESC, id DESC);

-- Answers to writes that carried an Idempotency-Key, for 24 hours.
CREATE TABLE idempotent_answer (
    principal    text        NOT NULL,
    key          text        NOT NULL,
    request_hash bytea       NOT NULL,
    status       int,
    content_type text,
    body         bytea,
    created_at   timestamptz NOT NULL,

    CONSTRAINT idempotent_answer_once PRIMARY KEY (principal, key)
);

-- The sweep of old answers.
CREATE INDEX idempotent_answer_age ON idempotent_answer (created_at);
