-- The forms of tasks in all their versions. Those without a source were brought by the program or the installation's folder;
-- one that was approved counts until they bring another.
create table form_version (
    key     text        not null,
    version integer     not null check (version > 0),
    content bytea       not null,
    at      timestamptz not null,
    source  text,
    primary key (key, version)
);

create trigger form_version_is_append_only
    before update or delete or truncate on form_version
    for each statement execute function refuse_change();

alter table process_change_file drop constraint process_change_file_kind_check;
alter table process_change_file add constraint process_change_file_kind_check check (kind in ('DIAGRAM', 'TABLE', 'FORM'));
