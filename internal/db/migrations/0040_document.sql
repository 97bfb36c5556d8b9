-- +goose Up
-- Papers that were signed: what a step of any dossier rests on.
create table document (
    id              text primary key,
    kind            text not null,
    org_id          text not null,
    number          text not null,
    day             text not null,
    title           text not null,
    signer_name     text not null,
    signer_position text not null,
    hash            text not null,
    file_name       text not null,
    media_type      text not null,
    size            bigint not null,
    recorded_by     text not null,
    recorded_at     timestamp not null,
    unique (org_id, number, day)
);
create index document_by_org on document (org_id, id);
