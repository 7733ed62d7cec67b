-- Whose credentials a device said are in its supplier's place, from the first time they were replaced.
create table known_supplier (
    device   text primary key,
    supplier text not null
);
