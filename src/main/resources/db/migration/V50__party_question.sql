-- What a process has asked a party, until when, and what the party said.
create table party_question (
    id             text primary key,
    parent_process text        not null,
    parent_case    text        not null,
    party          text        not null,
    name           text        not null,
    case_key       text        not null,
    data           jsonb       not null,
    deadline       timestamptz not null,
    asked_at       timestamptz not null,
    answer         jsonb,
    answered_by    text,
    answered_at    timestamptz,
    closed_at      timestamptz
);

create index party_question_of_case on party_question (parent_process, parent_case);
