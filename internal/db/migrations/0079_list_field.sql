-- +goose Up
-- Lists of a body's dossiers in one field: by the index alone, however many
-- dossiers of other fields the body has.
create index nomination_keeper_field on nomination (keeper_id, field_id, state, id);
create index nomination_area_field on nomination (area_id, field_id, state, id);
create index nomination_lead_field on nomination (lead_id, field_id, state, id);
