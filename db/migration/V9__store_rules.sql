-- What TikTok counts, and what a person once confirmed: kept, so that it can be counted and shown.

-- Every change of a store and of what is bound to it. Rows are added, never changed.
CREATE TABLE store_history (
    id         uuid        PRIMARY KEY,
    store_id   uuid        NOT NULL REFERENCES store (id),
    subject    text        NOT NULL,
    -- Which one was bound, as what, or unbound; the values are its role, or NULL where it is not bound.
    account_id uuid        REFERENCES account (id),
    -- NULL where there was nothing before.
    old_value  text,
    new_value  text,
    -- Since when it is so, where whoever recorded it said so.
    since      date,
    evidence   text,
    -- The legal entity that the account was declared to be of, where a person confirmed that it is the store's.
    confirmed_entity text,
    changed_by uuid        NOT NULL REFERENCES agent (id),
    changed_at timestamptz NOT NULL,

    CONSTRAINT store_history_of_an_account CHECK ((subject = 'ACCOUNT') = (account_id IS NOT NULL)),
    CONSTRAINT store_history_has_a_value CHECK (
        CASE WHEN subject = 'ACCOUNT' THEN num_nulls(old_value, new_value) = 1 ELSE new_value IS NOT NULL END),
    CONSTRAINT store_history_confirmed_with_evidence CHECK (confirmed_entity IS NULL OR evidence IS NOT NULL),
    CONSTRAINT store_history_subject_known CHECK (subject IN (
        'NAME', 'MARKET', 'TIME_ZONE', 'OPERATION_MODE', 'PROBATION', 'LEGAL_ENTITY', 'ACCOUNT'))
);

-- The history of a store, newest first.
CREATE INDEX store_history_of_store ON store_history (store_id, changed_at DESC, id DESC);
-- The same of one account.
CREATE INDEX store_history_of_account ON store_history (account_id, changed_at DESC, id DESC)
    WHERE account_id IS NOT NULL;
-- How the probation stands, and who says so.
CREATE INDEX store_history_probation ON store_history (store_id, changed_at DESC, id DESC) WHERE subject = 'PROBATION';

-- Each time that an account was bound to a store, numbered: TikTok limits how often.
CREATE TABLE account_link (
    store_id    uuid        NOT NULL REFERENCES store (id),
    platform    text        NOT NULL,
    role        text        NOT NULL,
    ordinal     integer     NOT NULL,
    account_id  uuid        NOT NULL REFERENCES account (id),
    linked_by   uuid        NOT NULL REFERENCES agent (id),
    linked_at   timestamptz NOT NULL,
    unlinked_by uuid        REFERENCES agent (id),
    unlinked_at timestamptz,
    -- The store's legal entity as it was then, for holding the declared one against.
    store_entity_name         text NOT NULL,
    store_registration_number text NOT NULL,
    legal_entity_name         text,
    legal_registration_number text,
    -- Who said that both are one company, although they are not spelled alike.
    confirmed_by uuid        REFERENCES agent (id),
    confirmed_at timestamptz,
    evidence     text,

    -- Two who bind at once counted the same links, so both want the same number, and one of them gets it.
    CONSTRAINT account_link_counted_once PRIMARY KEY (store_id, platform, role, ordinal),
    CONSTRAINT account_link_role_known CHECK (role IN ('OFFICIAL', 'CHANNEL')),
    CONSTRAINT account_link_unlinked_by_somebody CHECK ((unlinked_by IS NULL) = (unlinked_at IS NULL)),
    CONSTRAINT account_link_confirmed_with_evidence CHECK (
        (confirmed_by IS NULL) = (confirmed_at IS NULL) AND (confirmed_by IS NULL OR evidence IS NOT NULL))
);

CREATE UNIQUE INDEX account_link_once ON account_link (account_id) WHERE unlinked_at IS NULL;

-- What whoever begins a binding says beside the legal entity.
ALTER TABLE account_authorization
    ADD COLUMN entity_confirmed boolean NOT NULL DEFAULT false,
    ADD COLUMN evidence text,
    ADD CONSTRAINT account_authorization_confirmed_with_evidence CHECK (NOT entity_confirmed OR evidence IS NOT NULL);

-- Whoever wants to connect an account again may come back with another one. Nothing is bound then before they say so;
-- meanwhile the grant waits here, encrypted, for minutes.
ALTER TABLE account_authorization
    ADD COLUMN reconnect_id uuid REFERENCES account (id),
    ADD COLUMN found_id uuid,
    ADD COLUMN found_external_id text,
    ADD COLUMN found_scopes text,
    ADD COLUMN found_access_token bytea,
    ADD COLUMN found_access_expires_at timestamptz,
    ADD COLUMN found_refresh_token bytea,
    ADD COLUMN found_refresh_expires_at timestamptz,
    ADD CONSTRAINT account_authorization_found_whole CHECK (
        num_nulls(found_id, found_external_id, found_scopes, found_access_token, found_access_expires_at,
            found_refresh_token, found_refresh_expires_at) IN (0, 7));

CREATE UNIQUE INDEX account_authorization_found ON account_authorization (found_id) WHERE found_id IS NOT NULL;

-- Which warning about the end of TikTok's yearly consent was given last, so that each is given once.
ALTER TABLE account_credential
    ADD COLUMN consent_notice text,
    ADD CONSTRAINT account_credential_consent_notice_known CHECK (consent_notice IN ('MONTH', 'WEEK', 'DAY', 'ENDED'));
