-- What a case has been told while it stood still is heard in the order in which it came, one after another.
alter table kept_message add column number bigint generated always as identity;

create unique index kept_message_in_order on kept_message (process, case_id, number);
