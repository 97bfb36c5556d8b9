-- +goose Up
-- What a person entered in one field, as main or further one.
alter table nomination_field add column author_id text not null default '';
update nomination_field set author_id = (select n.author_id from nomination n where n.id = nomination_id);
create index nomination_field_by_author on nomination_field (author_id, field_id, nomination_id);
create index nomination_author_field on nomination (author_id, field_id, state, id);
