-- +goose Up
-- A body's and an area's records in a further field, by an index of their own:
-- however many records the body has, and the field elsewhere.
alter table nomination_field add column keeper_id text not null default '';
alter table nomination_field add column area_id text not null default '';
update nomination_field set keeper_id = (select n.keeper_id from nomination n where n.id = nomination_id),
    area_id = (select n.area_id from nomination n where n.id = nomination_id);
create index nomination_field_by_keeper on nomination_field (keeper_id, field_id, nomination_id);
create index nomination_field_by_area on nomination_field (area_id, field_id, nomination_id);
alter table exemplar_field add column keeper_id text not null default '';
alter table exemplar_field add column area_id text not null default '';
update exemplar_field set keeper_id = (select e.keeper_id from exemplar e where e.id = exemplar_id),
    area_id = (select e.area_id from exemplar e where e.id = exemplar_id);
create index exemplar_field_by_keeper on exemplar_field (keeper_id, field_id, exemplar_id);
create index exemplar_field_by_area on exemplar_field (area_id, field_id, exemplar_id);
