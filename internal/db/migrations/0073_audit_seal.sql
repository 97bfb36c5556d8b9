-- Sealing of the audit log.
-- +goose Up
-- One seal over a number of entries: root of their leaves, chained by prev to the
-- seal before, signed with a key that is not in the database. Seal 0 covers
-- nothing: it says under which key this database is sealed.
create table audit_seal (
    no    bigint primary key,
    prev  bytea not null,
    root  bytea not null,
    count bigint not null,
    at    timestamp not null,
    hmac  bytea not null
);
-- The entries of each seal in their order. An entry that has gone leaves its item:
-- that is how it is missed.
create table audit_sealed (
    seal_no  bigint not null references audit_seal (no),
    place    bigint not null,
    entry_id text not null unique,
    leaf     bytea not null,
    primary key (seal_no, place)
);
