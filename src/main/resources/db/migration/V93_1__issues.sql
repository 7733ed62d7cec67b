-- The causes behind incidents, findings and disputes, and what is done about them.
create sequence issue_number;

create table issue (
    id              text primary key,
    title           text        not null,
    description     text        not null,
    source          text        not null,
    impact          text        not null,
    spread          text        not null,
    security        boolean     not null,
    harm            text        not null,
    subject_kind    text,
    subject         text,
    parties         text[]      not null,
    raised_by       text        not null,
    reference       text        not null,
    raised_at       timestamptz not null,
    state           text        not null,
    severity        integer     not null default 0,
    severity_reason text,
    owner           text,
    timeline        text,
    whys            text[]      not null,
    cause_category  text,
    decision        text,
    change          text,
    recurrences     integer     not null default 0,
    quiet_from      timestamptz,
    closed_at       timestamptz,
    unique (raised_by, reference)
);

create unique index issue_of_subject on issue (subject_kind, subject) where subject is not null and state <> 'ENDED';
create index issue_latest on issue (raised_at desc, id desc);

create table issue_incident (
    issue     text        not null references issue,
    incident  text        not null references incident,
    linked_at timestamptz not null,
    primary key (issue, incident)
);

create index issue_incident_of on issue_incident (incident);

create table issue_action (
    issue    text    not null references issue,
    position integer not null,
    what     text    not null,
    who      text    not null,
    due      date    not null,
    primary key (issue, position)
);
