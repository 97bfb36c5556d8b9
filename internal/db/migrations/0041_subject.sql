-- +goose Up
create table subject (
    id         text primary key,
    kind       text not null,
    name       text not null,
    folded     text not null,
    sort_key   bytea not null,
    sex        text not null,
    birth_year bigint not null,
    ethnicity  text not null,
    work       text not null,
    occupation text not null,
    address    text not null,
    unit_id    text not null,
    created_at timestamp not null,
    version    bigint not null
);
create index subject_by_name on subject (folded, kind, id);
create index subject_by_unit on subject (unit_id, kind, sort_key, id);

-- Consent to publication, one row per purpose given; withdrawing closes the row.
create table consent (
    id           text primary key,
    subject_id   text not null references subject (id),
    purpose      text not null,
    given_day    text not null,
    given_by     text not null,
    relation     text not null,
    hash         text not null,
    file_name    text not null,
    recorded_by  text not null,
    recorded_at  timestamp not null,
    withdrawn_at timestamp,
    withdrawn_by text not null
);
create index consent_by_subject on consent (subject_id, purpose);
create unique index consent_open on consent (subject_id, purpose) where withdrawn_at is null;
