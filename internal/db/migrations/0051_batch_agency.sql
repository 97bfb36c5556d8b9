-- +goose Up
-- The lead agencies that a batch's dossiers reached: a batch may cover fields of
-- several.
create table batch_agency (
    batch_id text not null references batch (id),
    lead_id  text not null,
    primary key (batch_id, lead_id)
);
create index batch_agency_by_lead on batch_agency (lead_id, batch_id);
insert into batch_agency (batch_id, lead_id)
select distinct batch_id, lead_id from nomination where lead_id <> '';
