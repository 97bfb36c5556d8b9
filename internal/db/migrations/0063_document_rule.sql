-- The values of the form of official documents, each from a day on
-- (Decree 30/2020/NĐ-CP and what comes after it). rules is the JSON of
-- officialdoc.Rules, read and written whole.

-- +goose Up
create table document_rule (
	from_day text primary key,
	to_day   text not null,
	rules    text not null
);

-- +goose Down
drop table document_rule;
