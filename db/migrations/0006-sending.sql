-- Messages in the air: settling those whose sender died must not read all that wait.
create index delivery_begun on delivery (lease_until) where state = 1;
