-- What people have done to cases beside their diagrams, who, when and why.
create table case_help (
    id       bigint generated always as identity primary key,
    process  text        not null,
    case_id  text        not null,
    act      text        not null,
    from_box text,
    to_box   text,
    reason   text        not null,
    done_by  text        not null,
    done_at  timestamptz not null
);

create index case_help_of_case on case_help (process, case_id, id desc);

-- What suspended cases have been told meanwhile: told again when they are resumed.
create table kept_message (
    process text        not null,
    case_id text        not null,
    name    text        not null,
    kept_at timestamptz not null,
    primary key (process, case_id, name)
);
