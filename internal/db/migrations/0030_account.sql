-- +goose Up
create table account (
    id            text primary key,
    username      text not null unique,
    name          text not null,
    sort_key      bytea not null,
    folded        text not null,
    password_hash text not null,
    must_change   boolean not null,
    disabled      boolean not null,
    created_at    timestamp not null,
    active_at     timestamp not null,
    version       bigint not null
);
create index account_sorted on account (sort_key, id);

-- Tries to sign in, under names that somebody has and under others alike.
create table signin_try (
    name_hash bytea primary key,
    failed    bigint not null,
    failed_at timestamp not null
);
create index signin_try_at on signin_try (failed_at);

create table grant_role (
    id         text primary key,
    account_id text not null references account (id),
    role       text not null,
    org_id     text not null,
    from_day   text not null,
    to_day     text not null
);
create index grant_role_account on grant_role (account_id);

create table session (
    token_hash bytea primary key,
    id         text not null unique,
    account_id text not null references account (id),
    created_at timestamp not null,
    seen_at    timestamp not null,
    expires_at timestamp not null,
    address    text not null,
    agent      text not null,
    renew      boolean not null,
    revoked    boolean not null
);
create index session_account on session (account_id, id);
