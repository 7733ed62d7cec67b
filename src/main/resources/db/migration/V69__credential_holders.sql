-- Whose credentials a device holds in which place, where somebody said so; before, only of its supplier's place.
create table credential_holder (
    device text not null,
    place  text not null,
    holder text not null,
    primary key (device, place)
);

insert into credential_holder (device, place, holder)
select device, 'SUPPLIER', supplier from known_supplier;

drop table known_supplier;
