-- +goose Up
-- What the public sees of an exemplar, worked out with it: the occupation as it
-- was cleared; whether a field must stay unnamed; the unit and its district, ''
-- where the unit's name would tell that field.
alter table exemplar add column occupation text not null default '';
alter table exemplar add column public_discreet boolean not null default false;
alter table exemplar add column public_unit text not null default '';
alter table exemplar add column public_district text not null default '';
create index exemplar_public_district on exemplar (public, public_district, id);
