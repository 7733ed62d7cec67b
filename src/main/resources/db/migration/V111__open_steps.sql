-- Steps that wait for something which many can bring, found by what stands at their box.
create index placed_call_open on placed_call (process) where outcome is null;
