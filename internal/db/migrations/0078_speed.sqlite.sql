-- +goose Up
-- Whether a further field's dossier is in somebody's reach, without its wide row.
create index nomination_probe on nomination (id, state, keeper_id, area_id, lead_id, holder_id, author_id, shared);
-- A search for several words leaps from one match to the next and reads a page at
-- each leap: smaller pages, shorter leaps.
insert into search_head (search_head, rank) values ('pgsz', 1000);
insert into search_full (search_full, rank) values ('pgsz', 1000);
