-- +goose Up
-- Who did what to which record, when and why: insert only.
create table audit_entry (
    id             text primary key,
    at             timestamp not null,
    actor_id       text not null,
    action         text not null,
    entity         text not null,
    entity_id      text not null,
    entity_version bigint not null,
    meta           text not null,
    detail         text not null,
    salt           bytea not null,
    detail_hash    bytea not null,
    unique (entity, entity_id, entity_version)
);
create table audit_pending (
    entry_id text primary key references audit_entry (id)
);

-- Files by content; who may read one is said by the record that holds it.
create table blob (
    hash       text primary key,
    size       bigint not null,
    media_type text not null,
    stored_at  timestamp not null
);

-- What full-text search knows of a record; the index of terms is the engine's own.
create table search_doc (
    no   bigint primary key,
    kind text not null,
    id   text not null,
    unique (kind, id)
);
