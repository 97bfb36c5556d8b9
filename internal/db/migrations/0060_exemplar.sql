-- +goose Up
create table exemplar (
    id             text primary key,
    ref            text not null unique,
    subject_id     text not null unique references subject (id),
    plan_id        text not null,
    name           text not null,
    kind           text not null,
    title          text not null,
    summary        text not null,
    figure_name    text not null,
    figure_unit    text not null,
    figure_before  text not null,
    figure_after   text not null,
    photo_hash     text not null,
    field_id       text not null,
    level          text not null,
    state          text not null,
    reason         text not null,
    unit_id        text not null,
    keeper_id      text not null,
    area_id        text not null,
    lead_id        text not null,
    shared         boolean not null,
    cleared        boolean not null,
    public         boolean not null,
    public_photo   boolean not null,
    public_field   text not null,
    created_at     timestamp not null,
    changed_at     timestamp not null,
    version        bigint not null
);
create index exemplar_keeper on exemplar (keeper_id, id);
create index exemplar_area on exemplar (area_id, id);
create index exemplar_lead on exemplar (lead_id, id);
create index exemplar_by_field on exemplar (field_id, shared, id);
create index exemplar_unit on exemplar (unit_id, id);
create index exemplar_state on exemplar (state, id);
create index exemplar_level on exemplar (level, id);
create index exemplar_public on exemplar (public, id);
create index exemplar_public_field on exemplar (public, public_field, id);

create table exemplar_field (
    exemplar_id text not null references exemplar (id),
    field_id    text not null,
    lead_id     text not null,
    primary key (exemplar_id, field_id)
);
create index exemplar_field_by_lead on exemplar_field (lead_id, exemplar_id);
create index exemplar_field_by_field on exemplar_field (field_id, exemplar_id);

create table recognition (
    id            text primary key,
    exemplar_id   text not null references exemplar (id),
    nomination_id text not null unique,
    level         text not null,
    org_id        text not null,
    document_id   text not null,
    number        text not null,
    day           text not null,
    revoked_by    text not null
);
create index recognition_exemplar on recognition (exemplar_id, day);

create table exemplar_event (
    id          text primary key,
    exemplar_id text not null references exemplar (id),
    at          timestamp not null,
    actor_id    text not null,
    actor_name  text not null,
    step        text not null,
    from_state  text not null,
    to_state    text not null,
    reason      text not null,
    document_id text not null,
    detail      text not null
);
create index exemplar_event_exemplar on exemplar_event (exemplar_id, id);
