-- The reports of clause V.5.
-- +goose Up
-- A report over a plan for some days (V.5). While it is a draft its figures are
-- counted from the records; once issued, from report_case, and its frame (what it
-- says of the plan and of the lead agencies) stands with it.
create table report (
    id             text primary key,
    plan_id        text not null,
    from_day       text not null,
    to_day         text not null,
    state          text not null,
    text           text not null,
    named          text not null,
    head           text not null,
    frame          text not null,
    document_id    text not null,
    replaces_id    text not null,
    replaced_by_id text not null,
    created_by     text not null,
    created_name   text not null,
    created_at     timestamp not null,
    changed_by     text not null,
    changed_name   text not null,
    changed_at     timestamp not null,
    issued_by      text not null,
    issued_name    text not null,
    issued_at      timestamp,
    version        bigint not null
);
create index report_by_plan on report (plan_id, id);
create index report_replaces on report (replaces_id);

-- The cases of an issued report, each as it was then: the JSON of report.Case.
create table report_case (
    report_id text not null references report (id),
    no        bigint not null,
    record    text not null,
    record_id text not null,
    data      text not null,
    primary key (report_id, no)
);
create index report_case_record on report_case (record, record_id);
