-- Schedules also read what is no log, and then name no part of one.
alter table schedule alter log_from_days drop not null;
alter table schedule alter log_from_time drop not null;
alter table schedule alter log_to_days drop not null;
alter table schedule alter log_to_time drop not null;
