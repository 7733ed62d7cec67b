-- What people tell each other about a case while they work on its tasks. Kept with the case, for good.
create table case_comment (
    id        bigint generated always as identity primary key,
    once      uuid        not null unique,
    process   text        not null,
    case_id   text        not null,
    task_name text        not null,
    text      text        not null,
    person    text        not null,
    at        timestamptz not null
);
create index case_comment_of_case on case_comment (process, case_id, id);
create trigger case_comment_is_append_only
    before update or delete or truncate on case_comment
    for each statement execute function refuse_change();

-- Files that people attached to a case; the type is what the content is. Kept with the case, for good.
create table case_file (
    id        bigint generated always as identity primary key,
    once      uuid        not null,
    process   text        not null,
    case_id   text        not null,
    task_name text        not null,
    name      text        not null,
    kind      text        not null,
    size      bigint      not null,
    sha256    text        not null,
    content   bytea       not null,
    person    text        not null,
    at        timestamptz not null,
    unique (once, sha256)
);
create index case_file_of_case on case_file (process, case_id, id);
create trigger case_file_is_append_only
    before update or delete or truncate on case_file
    for each statement execute function refuse_change();
