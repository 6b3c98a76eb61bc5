-- Routing by policy: teams, shifts, connections, what agents know, versions of a policy, and why somebody got something.

-- 1. Conversations: since when somebody waits, and by whose word an agent has it.

ALTER TABLE conversation
    -- The customer waits for an answer since then: their first message after the last that we sent. NULL: nobody waits.
    ADD COLUMN waiting_since timestamptz,
    -- When the assignee got it.
    ADD COLUMN assigned_at timestamptz,
    -- A person said so; routing never undoes that.
    ADD COLUMN assigned_by_person boolean NOT NULL DEFAULT false,
    -- The customer's language, ISO 639-1, once their words were enough to tell; and up to which of them it was looked for.
    ADD COLUMN language text,
    ADD COLUMN language_seen_at timestamptz,
    ADD CONSTRAINT conversation_language_short CHECK (language ~ '^[a-z]{2,3}$');

UPDATE conversation c SET
    waiting_since = (
        SELECT min(m.sent_at) FROM message m WHERE m.conversation_id = c.id AND m.direction = 'INBOUND'
            AND m.sent_at > coalesce((
                SELECT max(o.sent_at) FROM message o WHERE o.conversation_id = c.id AND o.direction = 'OUTBOUND'
                    AND o.status <> 'FAILED'), '-infinity')),
    -- Nobody knows who gave it to them, so routing leaves it where it is.
    assigned_at = CASE WHEN assignee_id IS NOT NULL THEN last_activity_at END,
    assigned_by_person = assignee_id IS NOT NULL;

-- "Unassigned", and what routing looks at: who has waited longest for an answer, and then who waits for none.
DROP INDEX conversation_waiting;
CREATE INDEX conversation_waiting
    ON conversation (store_id, (waiting_since IS NULL), coalesce(waiting_since, last_inbound_at), id)
    WHERE status = 'OPEN' AND assignee_id IS NULL;
-- What routing gave and nobody has answered yet, for time-outs.
CREATE INDEX conversation_unanswered ON conversation (store_id, assigned_at)
    WHERE status = 'OPEN' AND assignee_id IS NOT NULL AND NOT assigned_by_person AND waiting_since IS NOT NULL;

-- Who joined a conversation that somebody else looks after.
CREATE TABLE conversation_participant (
    conversation_id uuid        NOT NULL REFERENCES conversation (id),
    agent_id        uuid        NOT NULL REFERENCES agent (id),
    joined_at       timestamptz NOT NULL,

    CONSTRAINT conversation_participant_once PRIMARY KEY (conversation_id, agent_id)
);
CREATE INDEX conversation_participant_agent ON conversation_participant (agent_id);

-- 2. Agents: duty, load by surface, limits by account, knowledge, teams.

ALTER TABLE agent_load
    DROP CONSTRAINT agent_load_duty_known,
    ADD CONSTRAINT agent_load_duty_known CHECK (duty IN ('ON', 'BUSY', 'AWAY', 'OFF')),
    -- Duty comes and goes with the agent's shifts; what they say themselves holds until the next of them begins or ends.
    ADD COLUMN follows_shifts boolean NOT NULL DEFAULT false,
    ADD COLUMN duty_until timestamptz,
    -- A browser of theirs was there less than a grace ago; or they said that they are there, and none was seen since.
    ADD COLUMN connected boolean NOT NULL DEFAULT true,
    -- When they said so; NULL: nobody did, so only browsers count.
    ADD COLUMN said_at timestamptz DEFAULT now(),
    ADD COLUMN open_dms int NOT NULL DEFAULT 0,
    ADD COLUMN open_comments int NOT NULL DEFAULT 0,
    ADD COLUMN open_shop_chats int NOT NULL DEFAULT 0;

UPDATE agent_load l SET open_dms = n.dms, open_comments = n.comments, open_shop_chats = n.shop_chats
FROM (
    SELECT assignee_id, count(*) FILTER (WHERE surface = 'DM') AS dms,
        count(*) FILTER (WHERE surface = 'COMMENT') AS comments,
        count(*) FILTER (WHERE surface = 'SHOP_CHAT') AS shop_chats
    FROM conversation WHERE status = 'OPEN' AND assignee_id IS NOT NULL GROUP BY assignee_id) n
WHERE n.assignee_id = l.agent_id;

ALTER TABLE agent_load DROP CONSTRAINT agent_load_never_negative, DROP COLUMN open_count;
ALTER TABLE agent_load
    -- How many there are, of whatever weight.
    ADD COLUMN open_count int GENERATED ALWAYS AS (open_dms + open_comments + open_shop_chats) STORED,
    ADD CONSTRAINT agent_load_never_negative CHECK (open_dms >= 0 AND open_comments >= 0 AND open_shop_chats >= 0);

-- At most so many open conversations of one account. A row exists only where there is a limit; it is locked after the
-- agent's row of agent_load.
CREATE TABLE agent_account_limit (
    agent_id   uuid NOT NULL REFERENCES agent (id),
    account_id uuid NOT NULL REFERENCES account (id),
    most       int  NOT NULL,
    open_count int  NOT NULL,

    CONSTRAINT agent_account_limit_once PRIMARY KEY (agent_id, account_id),
    CONSTRAINT agent_account_limit_sane CHECK (most BETWEEN 0 AND 1000 AND open_count >= 0)
);

-- When an agent works: from a time of a weekday to another; one that does not end later ends on the next day.
CREATE TABLE agent_shift (
    id       uuid     PRIMARY KEY,
    agent_id uuid     NOT NULL REFERENCES agent (id),
    -- ISO: Monday is 1.
    weekday  smallint NOT NULL,
    starts   time     NOT NULL,
    ends     time     NOT NULL,
    zone     text     NOT NULL,

    CONSTRAINT agent_shift_weekday_known CHECK (weekday BETWEEN 1 AND 7)
);
CREATE INDEX agent_shift_agent ON agent_shift (agent_id);

-- Browsers that say they are there. Whoever was seen less than a grace ago is connected.
CREATE TABLE agent_connection (
    id              uuid        PRIMARY KEY,
    agent_id        uuid        NOT NULL REFERENCES agent (id),
    seen_at         timestamptz NOT NULL,
    -- The conversation that is open in it, if any.
    conversation_id uuid,
    -- Since when.
    opened_at       timestamptz
);
-- Whether somebody is connected, and since when not.
CREATE INDEX agent_connection_agent ON agent_connection (agent_id, seen_at DESC);
-- Who looks at a conversation.
CREATE INDEX agent_connection_open ON agent_connection (conversation_id) WHERE conversation_id IS NOT NULL;

-- How it was: one row each time that duty, connection or capacity changed. A rehearsal asks it.
CREATE TABLE duty_history (
    agent_id  uuid        NOT NULL REFERENCES agent (id),
    at        timestamptz NOT NULL,
    duty      text        NOT NULL,
    connected boolean     NOT NULL,
    capacity  int         NOT NULL
);
CREATE INDEX duty_history_agent ON duty_history (agent_id, at DESC);
CREATE INDEX duty_history_age ON duty_history (at);
INSERT INTO duty_history (agent_id, at, duty, connected, capacity)
SELECT agent_id, duty_since, duty, connected, capacity FROM agent_load;

CREATE TABLE agent_skill (
    agent_id uuid NOT NULL REFERENCES agent (id),
    skill    text NOT NULL,

    CONSTRAINT agent_skill_once PRIMARY KEY (agent_id, skill),
    CONSTRAINT agent_skill_lower_case CHECK (skill = lower(skill))
);

CREATE TABLE agent_language (
    agent_id uuid NOT NULL REFERENCES agent (id),
    language text NOT NULL,

    CONSTRAINT agent_language_once PRIMARY KEY (agent_id, language),
    CONSTRAINT agent_language_short CHECK (language ~ '^[a-z]{2,3}$')
);

CREATE TABLE team (
    id       uuid PRIMARY KEY,
    store_id uuid NOT NULL REFERENCES store (id),
    name     text NOT NULL
);
CREATE UNIQUE INDEX team_name_once ON team (store_id, lower(name));

CREATE TABLE team_member (
    team_id  uuid NOT NULL REFERENCES team (id) ON DELETE CASCADE,
    agent_id uuid NOT NULL REFERENCES agent (id),

    CONSTRAINT team_member_once PRIMARY KEY (team_id, agent_id)
);
CREATE INDEX team_member_agent ON team_member (agent_id);

-- 3. Policies.

-- What a store said about routing. A version never changes once it was active; one at a time is.
CREATE TABLE routing_policy (
    store_id     uuid        NOT NULL REFERENCES store (id),
    version      int         NOT NULL,
    document     jsonb       NOT NULL,
    note         text        NOT NULL DEFAULT '',
    active       boolean     NOT NULL,
    -- How often a draft was written, so that two people do not overwrite each other's.
    revision     int         NOT NULL DEFAULT 1,
    created_by   uuid        NOT NULL REFERENCES agent (id),
    created_at   timestamptz NOT NULL,
    activated_at timestamptz,

    CONSTRAINT routing_policy_once PRIMARY KEY (store_id, version),
    CONSTRAINT routing_policy_version_positive CHECK (version > 0),
    CONSTRAINT routing_policy_active_since_when CHECK (NOT active OR activated_at IS NOT NULL)
);
CREATE UNIQUE INDEX routing_policy_active ON routing_policy (store_id) WHERE active;

-- Accounts whose conversations wait for people only.
CREATE TABLE routing_pause (
    account_id uuid        PRIMARY KEY REFERENCES account (id),
    paused_by  uuid        NOT NULL REFERENCES agent (id),
    paused_at  timestamptz NOT NULL
);

-- 4. The queue and what was decided.

-- What routing knows about a conversation's place in the queue beyond the conversation itself. No row: nothing.
CREATE TABLE queue_entry (
    conversation_id uuid        PRIMARY KEY REFERENCES conversation (id),
    -- When it last came to the queue, for what happens after so many minutes in it.
    queued_at       timestamptz NOT NULL,
    -- The team that it was handed to.
    team_id         uuid        REFERENCES team (id) ON DELETE SET NULL,
    -- Agents who had it and did not answer in time, or refused it: not they again.
    passed_over     uuid[]      NOT NULL DEFAULT '{}'
);

-- Conversations handed on by a person.
CREATE TABLE transfer (
    id              uuid        PRIMARY KEY,
    conversation_id uuid        NOT NULL REFERENCES conversation (id),
    transferred_by  uuid        NOT NULL REFERENCES agent (id),
    -- Who had it; NULL: nobody.
    from_agent_id   uuid        REFERENCES agent (id),
    to_agent_id     uuid        REFERENCES agent (id),
    to_team_id      uuid        REFERENCES team (id) ON DELETE SET NULL,
    note            text,
    at              timestamptz NOT NULL,
    refused_at      timestamptz,
    refusal         text,

    CONSTRAINT transfer_refusal_says_why CHECK ((refused_at IS NULL) = (refusal IS NULL))
);
CREATE INDEX transfer_conversation ON transfer (conversation_id, at DESC);

-- Whoever hands on a conversation of the store says why.
ALTER TABLE store ADD COLUMN transfer_note_required boolean NOT NULL DEFAULT false;
ALTER TABLE store_history DROP CONSTRAINT store_history_subject_known;
ALTER TABLE store_history
    ADD CONSTRAINT store_history_subject_known CHECK (subject IN (
        'NAME', 'MARKET', 'TIME_ZONE', 'OPERATION_MODE', 'PROBATION', 'LEGAL_ENTITY', 'SHOW_TYPING', 'SHOW_READ',
        'TRANSFER_NOTE', 'ACCOUNT')) NOT VALID;
ALTER TABLE store_history VALIDATE CONSTRAINT store_history_subject_known;

-- The agents of a store as they were, named by what it says. What was decided for each conversation refers to it.
CREATE TABLE routing_round (
    id             uuid        PRIMARY KEY,
    store_id       uuid        NOT NULL REFERENCES store (id),
    at             timestamptz NOT NULL,
    -- 0: what routing does where nobody said anything.
    policy_version int         NOT NULL,
    -- [{"id", "name", "duty", "connected", "seenAt", "capacity", …}]
    agents         jsonb       NOT NULL
);
CREATE INDEX routing_round_age ON routing_round (at);

CREATE TABLE routing_decision (
    id              uuid        PRIMARY KEY,
    store_id        uuid        NOT NULL REFERENCES store (id),
    conversation_id uuid        NOT NULL REFERENCES conversation (id),
    at              timestamptz NOT NULL,
    -- NULL: a person decided.
    round_id        uuid        REFERENCES routing_round (id) ON DELETE CASCADE,
    -- Name of the rule that applied.
    rule            text,
    outcome         text        NOT NULL,
    agent_id        uuid        REFERENCES agent (id),
    team_id         uuid        REFERENCES team (id) ON DELETE SET NULL,
    -- Who said so, where a person did.
    decided_by      uuid        REFERENCES agent (id),
    -- What spoke for the agent, the decisive first: ["LAST_SERVED", "SPEAKS_LANGUAGE"].
    reasons         jsonb       NOT NULL DEFAULT '[]',
    -- For each agent of the round, in its order, three numbers: verdict, load, score. As text, since there may be hundreds
    -- of agents and all of it is only ever read at once: as jsonb it took a third of the time of routing.
    candidates      text        NOT NULL DEFAULT '',
    -- The reasons against everybody, in short: the same again is not written again.
    digest          text,

    CONSTRAINT routing_decision_outcome_known CHECK (outcome IN (
        'ASSIGNED', 'NOBODY', 'HELD', 'PERSON', 'RETURNED', 'REFUSED', 'TRANSFERRED'))
);
CREATE INDEX routing_decision_conversation ON routing_decision (conversation_id, at DESC, id DESC);
CREATE INDEX routing_decision_age ON routing_decision (at);
CREATE INDEX routing_decision_round ON routing_decision (round_id);
-- Rate limits: what agents got just now.
CREATE INDEX routing_decision_assigned ON routing_decision (at) INCLUDE (agent_id) WHERE outcome = 'ASSIGNED';
