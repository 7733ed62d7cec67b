-- Who may sign in to the console. Passwords are stored hashed; the prefix names the algorithm.
create table desk_user (
    name            text primary key,
    full_name       text        not null,
    password        text        not null,
    party           text,
    enabled         boolean     not null default true,
    failed_attempts int         not null default 0,
    locked_until    timestamptz,
    created_at      timestamptz not null,
    last_sign_in    timestamptz
);

create table desk_user_role (
    user_name text not null references desk_user on delete cascade,
    role      text not null,
    primary key (user_name, role)
);
