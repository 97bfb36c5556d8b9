-- +goose Up
-- Whether anybody was ever given a password for the account: one that was read from a spreadsheet waits for that.
alter table account add column handed boolean not null default true;
