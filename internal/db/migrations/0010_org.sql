-- +goose Up
create table org (
    id           text primary key,
    kind         text not null,
    assigned     boolean not null,
    protocol     bigint not null,
    founded      text not null,
    dissolved    text not null,
    illustration boolean not null,
    version      bigint not null
);
create index org_protocol on org (protocol, id);
create index org_kind on org (kind, protocol, id);

create table org_name (
    org_id   text not null references org (id),
    name     text not null,
    short    text not null,
    place    text not null,
    abbr     text not null,
    folded   text not null,
    from_day text not null,
    to_day   text not null,
    primary key (org_id, from_day)
);
create index org_name_folded on org_name (folded);

create table org_code (
    org_id   text not null references org (id),
    code     text not null,
    from_day text not null,
    to_day   text not null,
    primary key (org_id, from_day)
);
create index org_code_code on org_code (code, from_day);

create table org_parent (
    org_id    text not null references org (id),
    parent_id text not null references org (id),
    from_day  text not null,
    to_day    text not null,
    primary key (org_id, from_day)
);
create index org_parent_parent on org_parent (parent_id);

-- The tree as applied now, each body with itself at depth 0.
create table org_closure (
    ancestor_id   text not null references org (id),
    descendant_id text not null references org (id),
    depth         bigint not null,
    primary key (ancestor_id, descendant_id)
);
create index org_closure_descendant on org_closure (descendant_id, depth);

create table org_duty (
    id       text primary key,
    org_id   text not null references org (id),
    kind     text not null,
    field_id text not null,
    mode     text not null,
    scope    text not null,
    from_day text not null,
    to_day   text not null
);
create index org_duty_field on org_duty (field_id, kind);
create index org_duty_org on org_duty (org_id, kind);

create table bloc (
    id           text primary key,
    name         text not null,
    illustration boolean not null,
    from_day     text not null,
    to_day       text not null
);

create table bloc_member (
    bloc_id  text not null references bloc (id),
    org_id   text not null references org (id),
    head     boolean not null,
    from_day text not null,
    to_day   text not null,
    primary key (bloc_id, org_id, from_day)
);
create index bloc_member_org on bloc_member (org_id);

-- A council member assigned to direct, check and urge a bloc (V.3), as the body
-- where the member serves.
create table bloc_monitor (
    bloc_id  text not null references bloc (id),
    org_id   text not null references org (id),
    from_day text not null,
    to_day   text not null,
    primary key (bloc_id, org_id, from_day)
);
