-- In whose name a silent device is asked from a moment on: a meter point passes to another supplier while it is asked.
alter table requested_service add later_requester text;
alter table requested_service add later_from timestamptz;
