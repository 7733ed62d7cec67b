-- What nobody signed could come from anybody and in any number: only the newest of it are kept.
alter table service_request add column stranger boolean not null default false;
create index service_request_stranger on service_request (id) where stranger;
