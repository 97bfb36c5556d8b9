-- +goose Up
-- A spreadsheet that a person reads in: its rows wait here, checked, until the person confirms.
create table intake (
    id         text primary key,
    kind       text not null,
    batch_id   text not null, -- of nominations
    author_id  text not null,
    hash       text not null, -- of the file
    file_name  text not null,
    state      text not null,
    skip       boolean not null, -- the author leaves out the rows with faults
    task_id    text not null,    -- of the work at hand, or the last
    created_at timestamp not null,
    version    bigint not null
);
create index intake_author on intake (author_id, id);
create table intake_row (
    intake_id text not null references intake (id),
    no        bigint not null, -- as the file counts
    record_id text not null,   -- of the record that it meets or will make
    version   bigint not null, -- of the record when the row was checked; 0 for a new one
    verdict   text not null,
    line      text not null, -- JSON: what the row says
    cells     text not null, -- JSON: as a person sees them, before and after
    faults    text not null, -- JSON
    primary key (intake_id, no)
);
create index intake_row_verdict on intake_row (intake_id, verdict, no);
