-- Papers that the program makes from the dossiers, and the texts that they are
-- made from; and of a legal text the day and the body of its issue, for a paper
-- names both (Decree 30/2020/NĐ-CP, Appendix I, II.6a).

-- +goose Up
alter table legal_reference add column issued text not null default '';
alter table legal_reference add column issuer text not null default '';
update legal_reference set issued = '2003-11-26', issuer = 'Quốc hội' where id = 'emulation-2003';
update legal_reference set issued = '2022-06-15', issuer = 'Quốc hội' where id in ('emulation-2022', 'emulation-2026');
update legal_reference set issued = '2017-07-31', issuer = 'Chính phủ' where id = 'emulation-decree-2017';
update legal_reference set issued = '2023-12-31', issuer = 'Chính phủ' where id = 'emulation-decree-2023';
update legal_reference set issued = '2025-06-14', issuer = 'Chính phủ' where id = 'emulation-decree-2025';
update legal_reference set issued = '2020-03-05', issuer = 'Chính phủ' where id = 'documents-2020';

-- A law is cited without a number, that which changed it too.
update legal_reference set title = 'Luật Thi đua, khen thưởng (đã sửa đổi, bổ sung năm 2026)'
	where id = 'emulation-2026' and title = 'Luật Thi đua, khen thưởng (được sửa đổi, bổ sung theo Luật số 06/2026/QH16)';

-- A text with names in braces from which a kind of paper is made. The newest
-- number of a kind is the one in use; without any, the program's own.
create table paper_template (
	kind       text not null,
	no         bigint not null,
	form       text not null,
	note       text not null,
	author_id  text not null,
	created_at timestamp not null,
	primary key (kind, no)
);

-- A paper under work: made from a batch (batch_id) or from the dossiers of
-- paper_item. A batch has one of a kind; when that is signed and dossiers came
-- back to the unit, the next round is one of these dossiers. keeper_id is the body that works on it, holder_id the one whose
-- paper it is (the standing office drafts what the Chairman decides). document_id is the signed paper, '' while there is none; content is
-- its head and text as JSON, read and written whole.
create table paper (
	id          text primary key,
	kind        text not null,
	batch_id    text not null,
	round       bigint not null,
	keeper_id   text not null references org (id),
	holder_id   text not null references org (id),
	plan_id     text not null references plan (id),
	title       text not null,
	content     text not null,
	template_no bigint not null,
	document_id text not null,
	author_id   text not null,
	created_at  timestamp not null,
	changed_at  timestamp not null,
	version     bigint not null
);
create unique index paper_batch on paper (batch_id, kind, round) where batch_id <> '';
create index paper_keeper on paper (keeper_id, id);
create index paper_holder on paper (holder_id, id);
create index paper_author on paper (author_id, id);

create table paper_item (
	paper_id      text not null references paper (id),
	no            bigint not null,
	nomination_id text not null references nomination (id),
	primary key (paper_id, no)
);
create index paper_item_nomination on paper_item (nomination_id);

-- +goose Down
drop table paper_item;
drop table paper;
drop table paper_template;
alter table legal_reference drop column issuer;
alter table legal_reference drop column issued;
