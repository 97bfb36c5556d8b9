-- +goose Up
-- The dated route: which bodies a batch passes and which steps are used.
create table route (
    id           text primary key,
    level        text not null,
    via_district boolean not null,
    consultation boolean not null,
    council      boolean not null,
    from_day     text not null,
    to_day       text not null,
    note         text not null
);

create table ref_counter (
    kind text not null,
    year bigint not null,
    last bigint not null,
    primary key (kind, year)
);

create table batch (
    id         text primary key,
    ref        text not null unique,
    plan_id    text not null,
    version_id text not null,
    law_id     text not null,
    unit_id    text not null,
    keeper_id  text not null,
    area_id    text not null,
    lead_id    text not null,
    level      text not null,
    title      text not null,
    note       text not null,
    author_id  text not null,
    on_behalf  boolean not null,
    shared     boolean not null,
    created_at timestamp not null,
    version    bigint not null
);
create index batch_keeper on batch (keeper_id, id);
create index batch_area on batch (area_id, id);
create index batch_lead on batch (lead_id, id);
create index batch_author on batch (author_id, id);
create index batch_shared on batch (shared, id);

create table nomination (
    id             text primary key,
    ref            text not null unique,
    batch_id       text not null references batch (id),
    plan_id        text not null,
    version_id     text not null,
    law_id         text not null,
    set_id         text not null,
    subject_id     text not null references subject (id),
    subject_name   text not null,
    kind           text not null,
    level          text not null,
    field_id       text not null,
    title          text not null,
    summary        text not null,
    figure_name    text not null,
    figure_unit    text not null,
    figure_before  text not null,
    figure_after   text not null,
    photo_id       text not null,
    state          text not null,
    held_from      text not null,
    reason         text not null,
    deadline       text not null,
    eligible       boolean not null,
    appraisal      text not null,
    evidence_due   boolean not null,
    selected_by    text not null,
    appraised_by   text not null,
    list_id        text not null,
    unit_id        text not null,
    keeper_id      text not null,
    area_id        text not null,
    lead_id        text not null,
    target_id      text not null,
    holder_id      text not null,
    shared         boolean not null,
    author_id      text not null,
    on_behalf      boolean not null,
    created_at     timestamp not null,
    changed_at     timestamp not null,
    version        bigint not null
);
create index nomination_batch on nomination (batch_id, id);
create index nomination_subject on nomination (subject_id, id);
create index nomination_keeper on nomination (keeper_id, id);
create index nomination_keeper_state on nomination (keeper_id, state, id);
create index nomination_area on nomination (area_id, id);
create index nomination_area_state on nomination (area_id, state, id);
create index nomination_lead on nomination (lead_id, id);
create index nomination_lead_state on nomination (lead_id, state, id);
create index nomination_holder on nomination (holder_id, id);
create index nomination_holder_state on nomination (holder_id, state, id);
create index nomination_author on nomination (author_id, id);
create index nomination_author_state on nomination (author_id, state, id);
create index nomination_shared on nomination (shared, id);
create index nomination_shared_state on nomination (shared, state, id);
create index nomination_shared_field on nomination (shared, field_id, id);
create index nomination_shared_field_state on nomination (shared, field_id, state, id);
create index nomination_in_field on nomination (field_id, shared, id);

-- The further fields of a nomination that covers more than one (toàn diện), with
-- the lead agency that reads along.
create table nomination_field (
    nomination_id text not null references nomination (id),
    field_id      text not null,
    lead_id       text not null,
    primary key (nomination_id, field_id)
);
create index nomination_field_by_lead on nomination_field (lead_id, nomination_id);
create index nomination_field_by_field on nomination_field (field_id, nomination_id);

create table nomination_criterion (
    nomination_id text not null references nomination (id),
    criterion_id  text not null,
    evidence      text not null,
    judgement     text not null,
    note          text not null,
    judged_by     text not null,
    primary key (nomination_id, criterion_id)
);

create table attachment (
    id            text primary key,
    nomination_id text not null references nomination (id),
    criterion_id  text not null,
    purpose       text not null,
    hash          text not null,
    file_name     text not null,
    media_type    text not null,
    size          bigint not null,
    author_id     text not null,
    created_at    timestamp not null
);
create index attachment_nomination on attachment (nomination_id, id);

create table nomination_event (
    id            text primary key,
    nomination_id text not null references nomination (id),
    at            timestamp not null,
    actor_id      text not null,
    actor_name    text not null,
    org_id        text not null,
    step          text not null,
    from_state    text not null,
    to_state      text not null,
    holder_id     text not null,
    reason        text not null,
    deadline      text not null,
    document_id   text not null,
    recorded      boolean not null,
    on_behalf     boolean not null
);
create index nomination_event_nomination on nomination_event (nomination_id, id);
create index nomination_event_document on nomination_event (document_id, nomination_id);
