-- Whoever guesses passwords is slowed down; a stranger can no longer lock anybody out.
alter table desk_user drop column failed_attempts, drop column locked_until;
