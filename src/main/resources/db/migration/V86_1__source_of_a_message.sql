-- A sender's systems number their messages each for itself (CloudEvents 1.0: source and id together name an event). What
-- came before has no source on record: it counts as said again by whoever says the same under its id.
alter table inbound_message add column source text;
alter table inbound_message drop constraint inbound_message_sender_message_id_key;
alter table inbound_message add constraint inbound_message_event_id unique (sender, message_id, source);
