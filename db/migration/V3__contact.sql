-- People, and the identities by which platforms know them. One person may have several; merging moves identities.

CREATE TABLE contact (
    id         uuid        PRIMARY KEY,
    store_id   uuid        NOT NULL REFERENCES store (id),
    created_at timestamptz NOT NULL
);

CREATE TABLE contact_identity (
    id                 uuid        PRIMARY KEY,
    store_id           uuid        NOT NULL REFERENCES store (id),
    contact_id         uuid        NOT NULL REFERENCES contact (id),
    platform           text        NOT NULL,
    external_id        text        NOT NULL,
    handle             text,
    -- When the handle was last seen to be so; the latest sighting wins.
    handle_seen_at     timestamptz,
    display_name       text,
    avatar_url         text,
    avatar_expires_at  timestamptz,
    -- When names and avatar were last looked up, successfully or not.
    looked_up_at       timestamptz,

    CONSTRAINT contact_identity_once UNIQUE (store_id, platform, external_id)
-- Every message moves handle_seen_at. With room on the page that costs no index entry.
) WITH (fillfactor = 80);

-- All identities of a person.
CREATE INDEX contact_identity_contact ON contact_identity (contact_id);
-- People whose name and avatar nobody has looked up yet.
CREATE INDEX contact_identity_unknown ON contact_identity (id) WHERE looked_up_at IS NULL;
