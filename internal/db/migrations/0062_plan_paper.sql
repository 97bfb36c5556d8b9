-- +goose Up
-- A document under correction. plan_id is '' for a new plan, otherwise the plan
-- of which it prepares the next version. closed is '' while it is worked on, then
-- 'adopted' or 'discarded'.
create table plan_paper (
    id          text primary key,
    plan_id     text not null,
    source_name text not null,
    source_hash text not null,
    media       text not null,
    text        text not null,
    reading     text not null,
    version     bigint not null,
    created_by  text not null,
    created_at  timestamp not null,
    changed_by  text not null,
    changed_at  timestamp not null,
    closed      text not null
);
create unique index plan_paper_source on plan_paper (source_hash) where closed = '' and plan_id = '';
create unique index plan_paper_plan on plan_paper (plan_id) where closed = '' and plan_id <> '';
create index plan_paper_open on plan_paper (closed, changed_at);

alter table plan add column from_day text not null default '';
alter table plan add column media text not null default 'text/plain';
alter table plan add column text text not null default '';
update plan set from_day = coalesce((select v.from_day from plan_version v where v.plan_id = plan.id and v.no = 1), day);

-- What stands at the head of the plan, as each version has it. province:
-- everybody works under it, not only the unit that issued it.
alter table plan_version add column province boolean not null default true;
alter table plan_version add column number text not null default '';
alter table plan_version add column symbol text not null default '';
alter table plan_version add column issuer text not null default '';
alter table plan_version add column place text not null default '';
alter table plan_version add column day text not null default '';
alter table plan_version add column title text not null default '';
alter table plan_version add column period_from bigint not null default 0;
alter table plan_version add column period_to bigint not null default 0;
alter table plan_version add column signer text not null default '';
update plan_version set
    number = (select p.number from plan p where p.id = plan_version.plan_id), symbol = (select p.symbol from plan p where p.id = plan_version.plan_id),
    issuer = (select p.issuer from plan p where p.id = plan_version.plan_id), place = (select p.place from plan p where p.id = plan_version.plan_id),
    day = (select p.day from plan p where p.id = plan_version.plan_id), title = (select p.title from plan p where p.id = plan_version.plan_id),
    period_from = (select p.period_from from plan p where p.id = plan_version.plan_id), period_to = (select p.period_to from plan p where p.id = plan_version.plan_id),
    signer = (select p.signer from plan p where p.id = plan_version.plan_id);

alter table plan_version add column reading text not null default '';
alter table plan_version add column adopted_by text not null default '';
alter table plan_version add column adopted_at timestamp;
update plan_version set adopted_at = (select p.created_at from plan p where p.id = plan_version.plan_id);

-- The fields of a version with their names of the time.
create table version_field (
    version_id text not null references plan_version (id),
    field_id   text not null references field (id),
    no         bigint not null,
    name       text not null,
    primary key (version_id, field_id)
);
insert into version_field (version_id, field_id, no, name)
    select v.id, f.id, f.no, f.name from plan_version v join field f on f.plan_id = v.plan_id;

alter table criteria_set add column choice text not null default '';
alter table criterion add column audience text not null default '';
