-- +goose Up
create virtual table search_head using fts5(terms, content='', contentless_delete=1, tokenize="ascii");
create virtual table search_full using fts5(terms, content='', contentless_delete=1, tokenize="ascii");
