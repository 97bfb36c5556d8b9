-- +goose Up
-- The changes in the making of search terms for which what was filed before is to
-- be filed anew: a migration that comes with such a change adds its line, where
-- there is anything.
create table search_outdated (
  change text not null
);
insert into search_outdated (change) select 'one term for kind and reach; beginnings of words' where exists (select 1 from search_doc);
