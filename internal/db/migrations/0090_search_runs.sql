-- +goose Up
insert into search_outdated (change) select 'three syllables of a title in one term; the days of a record on PostgreSQL' where exists (select 1 from search_doc);
