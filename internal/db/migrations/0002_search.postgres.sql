-- +goose Up
alter table search_doc add column head tsvector not null default ''::tsvector;
alter table search_doc add column body tsvector not null default ''::tsvector;
create index search_doc_head on search_doc using gin (head);
create index search_doc_body on search_doc using gin (body);
