-- Measures of tasks as CloudWatch tells them. A row has all metrics of a task: with step 10 the samples of a minute, one every
-- ten seconds; with step 300 what they come to in five minutes. Both are dropped when they are old.
create table measure (
  task_id varchar(300) not null,
  step_seconds integer not null,
  at_millis bigint not null,
  instance varchar(300) not null,
  samples text not null,
  primary key (task_id, step_seconds, at_millis)
);
create index measure_at on measure (step_seconds, at_millis);
