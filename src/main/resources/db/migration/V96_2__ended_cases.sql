-- Every case that has ended, with where it was and for how long, and what was late in it.
create table ended_case (
    id             bigint generated always as identity primary key,
    process        text        not null,
    case_id        text        not null,
    outcome        text        not null,
    name           text        not null,
    started_at     timestamptz not null,
    ended_at       timestamptz not null,
    parent_process text,
    parent_case    text,
    steps          jsonb       not null,
    late           text[]      not null
);

create index ended_case_of on ended_case (process, case_id);
create index ended_case_when on ended_case (process, ended_at);
