-- What shows whose an account is, or how a probation stands: files that admins give as evidence.

CREATE TABLE evidence_file (
    id          uuid        PRIMARY KEY,
    store_id    uuid        NOT NULL REFERENCES store (id),
    -- For display only: nothing is ever stored or found under it.
    name        text        NOT NULL,
    -- What the bytes are, whatever whoever sent them said.
    type        text        NOT NULL,
    size        integer     NOT NULL,
    sha256      bytea       NOT NULL,
    content     bytea       NOT NULL,
    uploaded_by uuid        NOT NULL REFERENCES agent (id),
    uploaded_at timestamptz NOT NULL,

    -- For the keys below: who refers to a file belongs to its store.
    CONSTRAINT evidence_file_of_store UNIQUE (store_id, id),
    CONSTRAINT evidence_file_type_known CHECK (type IN ('application/pdf', 'image/png', 'image/jpeg')),
    CONSTRAINT evidence_file_whole CHECK (size = octet_length(content) AND sha256 = sha256(content))
);

-- These formats are compressed already.
ALTER TABLE evidence_file ALTER COLUMN content SET STORAGE EXTERNAL;

-- Those that nobody has referred to for a day, which are looked for every hour.
CREATE INDEX evidence_file_uploaded ON evidence_file (uploaded_at);

CREATE FUNCTION evidence_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Evidence is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_file_stays';
END;
$$;

CREATE TRIGGER evidence_file_stays BEFORE UPDATE ON evidence_file
    FOR EACH ROW EXECUTE FUNCTION evidence_file_stays();

ALTER TABLE store_history
    ADD COLUMN evidence_file_id uuid,
    ADD CONSTRAINT store_history_evidence_of_store
        FOREIGN KEY (store_id, evidence_file_id) REFERENCES evidence_file (store_id, id);

ALTER TABLE account_link
    ADD COLUMN evidence_file_id uuid,
    ADD CONSTRAINT account_link_evidence_of_store
        FOREIGN KEY (store_id, evidence_file_id) REFERENCES evidence_file (store_id, id);

ALTER TABLE account_authorization
    ADD COLUMN evidence_file_id uuid,
    ADD CONSTRAINT account_authorization_evidence_of_store
        FOREIGN KEY (store_id, evidence_file_id) REFERENCES evidence_file (store_id, id);

-- Whether anybody refers to a file.
CREATE INDEX store_history_evidence ON store_history (evidence_file_id) WHERE evidence_file_id IS NOT NULL;
CREATE INDEX account_link_evidence ON account_link (evidence_file_id) WHERE evidence_file_id IS NOT NULL;
CREATE INDEX account_authorization_evidence ON account_authorization (evidence_file_id)
    WHERE evidence_file_id IS NOT NULL;
