-- Jobs are stored in the transaction of the change that needs them. Hangfire's client cannot do that over EF Core's transaction, so this
-- function writes the rows that the client would write (a test compares them). It takes a kind and ids, never the name of a type or method:
-- what Hangfire runs is always App.Platform.JobHost.RunAsync. It runs as stockade_ops, because the app role has no rights on Hangfire's schema.
--
-- Of each kind and subject at most one job waits. Asking for an earlier time moves that job forward.
create or replace function platform.enqueue_job(kind text, queue text, organization_id uuid, subject uuid, run_at timestamptz default null)
returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    due timestamptz := coalesce(run_at, '-infinity');
    waiting platform.pending_jobs;
    new_id bigint;
    arguments jsonb := jsonb_build_array(to_json(kind)::text, to_json(organization_id)::text, to_json(subject)::text, null, null);
begin
    if not queue = any ('{queues}'::text[]) then
        raise exception 'There is no queue %.', queue;
    end if;
    insert into platform.pending_jobs as p (kind, subject, run_at, job_id) values (enqueue_job.kind, enqueue_job.subject, due, 0)
        on conflict on constraint pk_pending_jobs do update set run_at = p.run_at returning p.* into waiting;

    if waiting.job_id = 0 then
        insert into hangfire.job (invocationdata, arguments, createdat)
            values (jsonb_set('{invocation}'::jsonb, '{Queue}', to_jsonb(queue)) || jsonb_build_object('Arguments', arguments::text), arguments, now())
            returning id into new_id;
        update platform.pending_jobs p set job_id = new_id where p.kind = enqueue_job.kind and p.subject = enqueue_job.subject;
        perform platform.place_job(new_id, queue, run_at);
        return new_id;
    end if;

    if due < waiting.run_at then
        -- One that is not scheduled any more is in its queue already, and reads what is due after this transaction has ended.
        delete from hangfire.set s where s.key = 'schedule' and s.value = concat(queue, ':', waiting.job_id);
        if found then
            update platform.pending_jobs p set run_at = due where p.kind = enqueue_job.kind and p.subject = enqueue_job.subject;
            perform platform.place_job(waiting.job_id, queue, run_at);
        end if;
    end if;
    return waiting.job_id;
end $$;

-- Puts a job into its queue, or into the schedule, and writes its state as Hangfire does. Times are rounded up to whole seconds, because
-- Hangfire compares whole seconds and would be early. The notification is sent at commit and wakes the workers.
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

do $$
declare signature text;
begin
    foreach signature in array array[
        'platform.enqueue_job(text, text, uuid, uuid, timestamptz)', 'platform.place_job(bigint, text, timestamptz)'] loop
        execute format('alter function %s owner to stockade_ops', signature);
        execute format('revoke all on function %s from public, stockade_app', signature);
    end loop;
end $$;
grant execute on function platform.enqueue_job(text, text, uuid, uuid, timestamptz) to stockade_app;
