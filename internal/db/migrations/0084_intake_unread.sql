-- +goose Up
-- The columns of the file that nobody asked for and that were not read, a title a line.
alter table intake add column unread text not null default '';
