-- +goose Up
create table plan (
    id          text primary key,
    number      text not null,
    symbol      text not null,
    issuer      text not null,
    place       text not null,
    day         text not null,
    title       text not null,
    period_from bigint not null,
    period_to   bigint not null,
    signer      text not null,
    source_name text not null,
    source_hash text not null unique,
    created_at  timestamp not null
);
-- Symbols begin anew each year; with the day one names one document.
create unique index plan_symbol on plan (symbol, day) where symbol <> '';

create table plan_version (
    id       text primary key,
    plan_id  text not null references plan (id),
    no       bigint not null,
    reason   text not null,
    from_day text not null,
    draft    text not null,
    unique (plan_id, no)
);

create table field (
    id        text primary key,
    plan_id   text not null references plan (id),
    no        bigint not null,
    name      text not null,
    sensitive boolean not null,
    unique (plan_id, no)
);

create table criteria_set (
    id         text primary key,
    version_id text not null references plan_version (id),
    field_id   text not null references field (id),
    no         bigint not null,
    subjects   text not null
);
create index criteria_set_field on criteria_set (version_id, field_id, no);

create table criterion (
    id          text primary key,
    set_id      text not null references criteria_set (id),
    no          bigint not null,
    text        text not null,
    certificate boolean not null
);
create index criterion_set on criterion (set_id, no);

create table milestone (
    id         text primary key,
    version_id text not null references plan_version (id),
    quarter    bigint not null,
    year       bigint not null,
    due        text not null,
    text       text not null
);
create index milestone_version on milestone (version_id, due);
