-- +goose Up
create table legal_reference (
    id       text primary key,
    area     text not null,
    title    text not null,
    number   text not null,
    from_day text not null,
    to_day   text not null,
    note     text not null
);
create index legal_reference_area on legal_reference (area, from_day);

create table setting (
    key      text not null,
    value    bigint not null,
    from_day text not null,
    to_day   text not null,
    primary key (key, from_day)
);
