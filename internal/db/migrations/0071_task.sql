-- +goose Up
-- Long work that a person started, saw move and may leave: its progress and what came of it.
create table task (
    id         text primary key,
    kind       text not null,
    author_id  text not null,
    about      text not null,
    state      text not null,
    input      text not null,
    cursor     text not null,
    done       bigint not null,
    total      bigint not null,
    outcome    text not null,
    problem    text not null,
    file_name  text not null,
    file_size  bigint not null,
    created_at timestamp not null,
    started_at timestamp,
    moved_at   timestamp not null,
    ended_at   timestamp,
    version    bigint not null
);
create index task_author on task (author_id, id);
create index task_state on task (state, id);
