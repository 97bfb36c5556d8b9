-- +goose Up
-- One route of a level begins on a day: two people, or two nodes that start at
-- once, cannot both enter it.
delete from route where id not in (select min(id) from route group by level, from_day);
create unique index route_start on route (level, from_day);
