-- What hubs and gas proxies last said of their networks (alerts 8F12 and 8071), to be given to those that replace them.
create table network_log (
    device      text        primary key,
    alert       bytea       not null,
    reported_at timestamptz not null
);
