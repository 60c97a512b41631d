-- Stores a job in the transaction of the change that needs it. Hangfire's client cannot use EF Core's transaction, so this
-- function writes the rows that the client would write (a test compares them). It takes a kind and ids, never the name of a type
-- or method: Hangfire always runs App.Platform.Jobs.JobHost.RunAsync. It runs as stockade_ops, because the app role has no rights
-- on Hangfire's schema.
--
-- At most one job of a kind and subject is pending. Enqueuing it for an earlier time moves it forward.
--
-- Organizations take turns: at most {placed} jobs of an organization are in a queue. The others wait in platform.pending_jobs,
-- with job_id {waiting}, until admit_jobs places them. Returns the id of the job, or null while it waits.
create or replace function platform.enqueue_job(
    kind text, queue text, organization_id uuid, subject uuid, run_at timestamptz default null)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    due timestamptz := coalesce(run_at, '-infinity');
    pending platform.pending_jobs;
    new_id bigint;
begin
    if not queue = any ('{queues}'::text[]) then
        raise exception 'There is no queue %.', queue;
    end if;
    insert into platform.pending_jobs as p (kind, subject, queue, organization_id, run_at, job_id)
        values (enqueue_job.kind, enqueue_job.subject, enqueue_job.queue, enqueue_job.organization_id, due, 0)
        on conflict on constraint pk_pending_jobs do update set run_at = p.run_at
        returning p.* into pending;

    if pending.job_id = 0 then
        if run_at is null and organization_id is not null and platform.count_placed_jobs(queue, organization_id) >= {placed} then
            -- One of the placed jobs cannot start before this transaction ends, so its start sees the waiting job and admits it.
            perform from platform.pending_jobs p
                where p.queue = enqueue_job.queue and p.organization_id = enqueue_job.organization_id
                  and p.job_id > 0 and p.run_at = '-infinity'
                limit 1 for key share skip locked;
            if found then
                update platform.pending_jobs p set job_id = {waiting}, run_at = clock_timestamp() -- admitted in this order
                    where p.kind = enqueue_job.kind and p.subject = enqueue_job.subject;
                return null;
            end if;
        end if;
        new_id := platform.store_job(kind, queue, organization_id, subject, run_at);
        update platform.pending_jobs p set job_id = new_id
            where p.kind = enqueue_job.kind and p.subject = enqueue_job.subject;
        return new_id;
    end if;

    if pending.job_id = {waiting} then
        return null;
    end if;
    if due < pending.run_at then
        -- A job that is no longer scheduled is already in its queue, and reads its work after this transaction has ended.
        delete from hangfire.set s where s.key = 'schedule' and s.value = concat(queue, ':', pending.job_id);
        if found then
            update platform.pending_jobs p set run_at = due
                where p.kind = enqueue_job.kind and p.subject = enqueue_job.subject;
            perform platform.place_job(pending.job_id, queue, run_at);
        end if;
    end if;
    return pending.job_id;
end $$;

-- Counts the jobs of an organization that are in a queue and have not started.
create or replace function platform.count_placed_jobs(queue text, organization_id uuid)
returns bigint
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    select count(*) from (
        select from platform.pending_jobs p
        where p.queue = count_placed_jobs.queue and p.organization_id = count_placed_jobs.organization_id
          and p.job_id > 0 and p.run_at = '-infinity'
        limit {placed}) placed
$$;

-- Writes the rows of a job and places it. Returns its id.
create or replace function platform.store_job(
    kind text, queue text, organization_id uuid, subject uuid, run_at timestamptz)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    new_id bigint;
    arguments jsonb := jsonb_build_array(to_json(kind)::text, to_json(organization_id)::text, to_json(subject)::text, null, null);
begin
    insert into hangfire.job (invocationdata, arguments, createdat)
        values (
            jsonb_set('{invocation}'::jsonb, '{Queue}', to_jsonb(queue)) || jsonb_build_object('Arguments', arguments::text),
            arguments, now())
        returning id into new_id;
    perform platform.place_job(new_id, queue, run_at);
    return new_id;
end $$;

-- Places jobs that wait for the turn of their organization, oldest first, until {placed} of its jobs are in the queue. Without
-- arguments it does this for every queue and organization, so jobs that were discarded or lost leave no gap.
create or replace function platform.admit_jobs(queue text default null, organization_id uuid default null)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    turn record;
    candidate platform.pending_jobs;
    new_id bigint;
begin
    for turn in
        select distinct p.queue, p.organization_id from platform.pending_jobs p
        where p.job_id = {waiting}
          and (admit_jobs.queue is null or p.queue = admit_jobs.queue and p.organization_id = admit_jobs.organization_id)
    loop
        while platform.count_placed_jobs(turn.queue, turn.organization_id) < {placed} loop
            select p.* into candidate from platform.pending_jobs p
                where p.queue = turn.queue and p.organization_id = turn.organization_id and p.job_id = {waiting}
                order by p.run_at limit 1 for update skip locked;
            exit when not found;
            new_id := platform.store_job(candidate.kind, candidate.queue, candidate.organization_id, candidate.subject, null);
            update platform.pending_jobs p set job_id = new_id, run_at = '-infinity'
                where p.kind = candidate.kind and p.subject = candidate.subject;
        end loop;
    end loop;
end $$;

-- Ends the wait of a job that starts, and admits the next job of its organization.
create or replace function platform.start_job(kind text, subject uuid, job_id bigint)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    started platform.pending_jobs;
begin
    delete from platform.pending_jobs p
        where p.kind = start_job.kind and p.subject = start_job.subject
          and (start_job.job_id is null or p.job_id = start_job.job_id)
        returning p.* into started;
    if started.organization_id is not null then
        perform platform.admit_jobs(started.queue, started.organization_id);
    end if;
end $$;

-- Puts a job into its queue or into the schedule, and writes its state as Hangfire does. Times are rounded up to whole seconds,
-- because Hangfire compares whole seconds and would start the job too early. The notification is sent at commit and wakes the
-- workers.
create or replace function platform.place_job(job_id bigint, queue text, run_at timestamptz)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    state_id bigint;
    state text := case when run_at is null then 'Enqueued' else 'Scheduled' end;
    milliseconds text := floor(extract(epoch from clock_timestamp()) * 1000)::bigint::text;
    due bigint := ceil(extract(epoch from run_at));
begin
    insert into hangfire.state (jobid, name, createdat, data) values (job_id, state, now(), case when run_at is null
        then jsonb_build_object('EnqueuedAt', milliseconds, 'Queue', queue)
        else jsonb_build_object('EnqueueAt', (due * 1000)::text, 'ScheduledAt', milliseconds) end)
        returning id into state_id;
    update hangfire.job set stateid = state_id, statename = state, expireat = null where id = job_id;
    if run_at is null then
        insert into hangfire.jobqueue (jobid, queue) values (job_id, queue);
        perform pg_notify('new_job', '');
    else
        insert into hangfire.set (key, value, score) values ('schedule', concat(queue, ':', job_id), due);
    end if;
end $$;

-- Prepares a change that a platform administrator makes to a job, and returns the job; no row if it does not exist any more. The
-- lock name in hangfire.lock is the one that Hangfire itself takes before it changes the state of a job. While Hangfire holds the
-- lock, the returned state is 'Changing'. Otherwise this transaction holds it until it ends, although its row is deleted again
-- immediately: an insert of the same key waits for the end of the transaction that inserted it. Rows of pending jobs are locked
-- first, as in enqueue_job.
create or replace function platform.hold_job(id bigint)
returns table (kind text, queue text, state text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    lock_name text := concat('hangfire:job:', hold_job.id, ':state-lock');
    free boolean;
begin
    perform from platform.pending_jobs p where p.job_id = hold_job.id for update;
    insert into hangfire.lock (resource, acquired) values (lock_name, now()) on conflict do nothing;
    free := found;
    if free then
        delete from hangfire.lock l where l.resource = lock_name;
    end if;
    perform from hangfire.job j where j.id = hold_job.id for update;
    return query
        select j.arguments ->> 0, -- text in quotes, because each argument is a JSON document
            case when j.invocationdata ->> 'Queue' = any ('{queues}'::text[]) then j.invocationdata ->> 'Queue'
                else 'maintenance' end,
            case when free then j.statename else 'Changing' end
        from hangfire.job j where j.id = hold_job.id;
end $$;

-- Moves a failed, scheduled or discarded job into its queue immediately and restores all its retries. Returns no row if the job
-- does not exist any more, and moved = false if it is running, queued or has succeeded.
create or replace function platform.retry_job(id bigint)
returns table (kind text, state text, moved boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    held record;
begin
    select h.* into held from platform.hold_job(retry_job.id) h;
    if not found then
        return;
    end if;
    if held.state is null or not held.state = any ('{Failed,Scheduled,Deleted}') then
        return query select trim(both '"' from held.kind), held.state, false;
        return;
    end if;

    if held.state = 'Scheduled' then
        delete from hangfire.set s where s.key = 'schedule' and s.value = concat(held.queue, ':', retry_job.id);
        delete from hangfire.set s where s.key in ('schedule', 'retries') and s.value = retry_job.id::text;
        update platform.pending_jobs p set run_at = '-infinity' where p.job_id = retry_job.id;
    elsif held.state = 'Deleted' then
        insert into hangfire.counter (key, value) values ('stats:deleted', -1);
    end if;
    delete from hangfire.jobparameter p where p.jobid = retry_job.id and p.name = 'RetryCount';
    perform platform.place_job(retry_job.id, held.queue, null);
    update hangfire.state s set reason = 'Started by a platform administrator'
        where s.id = (select j.stateid from hangfire.job j where j.id = retry_job.id);
    return query select trim(both '"' from held.kind), held.state, true;
end $$;

-- Discards a failed, queued or scheduled job. Hangfire removes it after {kept} seconds. Its row of pending jobs is deleted, so
-- the next request for the same work stores a new job. Returns the same as retry_job.
create or replace function platform.discard_job(id bigint)
returns table (kind text, state text, moved boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
    held record;
    new_state bigint;
    milliseconds text := floor(extract(epoch from clock_timestamp()) * 1000)::bigint::text;
begin
    select h.* into held from platform.hold_job(discard_job.id) h;
    if not found then
        return;
    end if;
    if held.state is null or not held.state = any ('{Failed,Enqueued,Scheduled}') then
        return query select trim(both '"' from held.kind), held.state, false;
        return;
    end if;

    delete from platform.pending_jobs p where p.job_id = discard_job.id;
    delete from hangfire.jobqueue q where q.jobid = discard_job.id;
    if held.state = 'Scheduled' then
        delete from hangfire.set s where s.key = 'schedule' and s.value = concat(held.queue, ':', discard_job.id);
        delete from hangfire.set s where s.key in ('schedule', 'retries') and s.value = discard_job.id::text;
    end if;
    insert into hangfire.state as s (jobid, name, reason, createdat, data)
        values (discard_job.id, 'Deleted', 'Discarded by a platform administrator', now(),
            jsonb_build_object('DeletedAt', milliseconds))
        returning s.id into new_state;
    update hangfire.job j set stateid = new_state, statename = 'Deleted', expireat = now() + interval '{kept} seconds'
        where j.id = discard_job.id;
    insert into hangfire.counter (key, value) values ('stats:deleted', 1);
    return query select trim(both '"' from held.kind), held.state, true;
end $$;

do $$
declare signature text;
begin
    foreach signature in array array[
        'platform.enqueue_job(text, text, uuid, uuid, timestamptz)',
        'platform.place_job(bigint, text, timestamptz)',
        'platform.store_job(text, text, uuid, uuid, timestamptz)',
        'platform.count_placed_jobs(text, uuid)',
        'platform.admit_jobs(text, uuid)',
        'platform.start_job(text, uuid, bigint)',
        'platform.hold_job(bigint)', 'platform.retry_job(bigint)', 'platform.discard_job(bigint)'] loop
        execute format('alter function %s owner to stockade_ops', signature);
        execute format('revoke all on function %s from public, stockade_app', signature);
    end loop;
end $$;
grant execute on function platform.enqueue_job(text, text, uuid, uuid, timestamptz) to stockade_app;
grant execute on function platform.retry_job(bigint) to stockade_app;
grant execute on function platform.discard_job(bigint) to stockade_app;
