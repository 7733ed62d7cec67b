-- Which node of the platform holds the line to which communications hub. Times of nodes are the database's own.
create table metering_node (
    node    text primary key,
    seen_at timestamptz not null
);

create table hub_connection (
    hub          text primary key,
    node         text        not null,
    session      uuid        not null,
    connected_at timestamptz not null
);
create index hub_connection_of_node on hub_connection (node);

create table hub_reach (
    device text primary key,
    hub    text not null references hub_connection on delete cascade
);
create index hub_reach_of_hub on hub_reach (hub);
