-- +goose Up
-- When the parts in which the search index grows were last put together.
create table search_settled (
  at timestamptz not null
);
