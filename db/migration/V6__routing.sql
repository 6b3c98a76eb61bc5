-- How busy agents are. A row exists for every agent.

CREATE TABLE agent_load (
    agent_id         uuid        PRIMARY KEY REFERENCES agent (id),
    duty             text        NOT NULL,
    duty_since       timestamptz NOT NULL,
    capacity         int         NOT NULL,
    -- Open conversations that are theirs. Automatic assignment never takes it above capacity; people may.
    open_count       int         NOT NULL,
    last_assigned_at timestamptz,

    CONSTRAINT agent_load_duty_known CHECK (duty IN ('ON', 'OFF')),
    CONSTRAINT agent_load_capacity_sane CHECK (capacity BETWEEN 0 AND 1000),
    CONSTRAINT agent_load_never_negative CHECK (open_count >= 0)
);
