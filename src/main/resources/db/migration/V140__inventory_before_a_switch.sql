-- What the inventory had at the meter point when it was looked at on the day before supply starts.
alter table supplier_change
    add column inventory    text,
    add column inventory_at timestamptz;
