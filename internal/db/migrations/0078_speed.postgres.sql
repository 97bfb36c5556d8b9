-- +goose Up
-- Without a list of what is to be filed later: every search would read all of
-- it, half a second of it after a busy minute.
alter index search_doc_head set (fastupdate = off);
alter index search_doc_body set (fastupdate = off);
select gin_clean_pending_list('search_doc_head'::regclass);
select gin_clean_pending_list('search_doc_body'::regclass);
