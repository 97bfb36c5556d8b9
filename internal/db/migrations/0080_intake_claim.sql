-- +goose Up
-- What a row alone may be in its file, by which a second row of the same person, body or role is found.
create table intake_claim (
    intake_id text not null references intake (id),
    claim     text not null,
    no        bigint not null, -- of the row
    primary key (intake_id, claim)
);
-- When an import came to where it stands: what stands there too long is swept.
alter table intake add column moved_at timestamp;
update intake set moved_at = created_at where true;
create index intake_moved on intake (moved_at);
