-- What consumers are owed for a standard that was not kept, and whether their supplier has paid it in time.
create table compensation (
    id        text primary key,
    mpxn      text          not null,
    reason    text          not null,
    amount    numeric(9, 2) not null,
    supplier  text,
    asked_at  timestamptz   not null,
    pay_by    timestamptz   not null,
    paid_on   date,
    outcome   text,
    ended_at  timestamptz
);

create index compensation_of_meter_point on compensation (mpxn, asked_at desc);
