namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>The SQL statements on messages.</summary>
sealed class MessageStatements(string schema)
{
    // If a crash of the server undoes a lock, a renewal or an acknowledgement, the message is delivered once more, which receivers must
    // expect anyway. So only a send waits for the disk.
    const string Quickly = "set_config('synchronous_commit', 'off', true) is not null";

    readonly string schema = TransportSchema.Quoted(schema);

    /// <summary>Parameters of <see cref="OutgoingMessage"/>; $1 is the queue. Returns the queue's id, also when repeated.</summary>
    public string Send => $"with target as (select id, max_delivery_count from {schema}.queue where name = $1 and kind = 1), {Insert}";

    /// <summary>Parameters of <see cref="OutgoingMessage"/>; $1 is the topic. Returns the ids of the queues that got the message.</summary>
    public string Publish =>
        $"""
         with recursive reached (id) as (
             select id from {schema}.topic where name = $1
             union
             select s.destination_id from reached r join {schema}.topic_subscription s on s.source_id = r.id where {Wants}),
         target as (
             select id, max_delivery_count from {schema}.queue where id in (
                 select s.destination_id from reached r join {schema}.queue_subscription s on s.source_id = r.id where {Wants})),
         {Insert}
         """;

    /// <summary>$1 queue, $2 how many, $3 lock id, $4 lock duration.</summary>
    public string Fetch => FetchPicked("order by m.priority, m.due, m.id limit $2 for update skip locked", from: "");

    /// <summary>
    /// As <see cref="Fetch"/>, with $5 how many of one partition at a time. Only one receiver may run it at a time, or two would take the
    /// same partition.
    /// </summary>
    public string FetchPartitioned(bool ordered)
    {
        var order = ordered ? "m.id" : "m.priority, m.id";
        var free =
            $"""
             join (
                 select m.id, row_number() over (partition by coalesce(m.partition_key, '') order by {order}) as place
                 from {schema}.message m
                 where m.queue_id = {QueueCalled} and m.due <= now() and m.delivery_count < m.max_delivery_count
                     and not exists (
                         select from {schema}.message busy
                         where busy.queue_id = m.queue_id and busy.lock_id is not null and busy.due > now()
                             and coalesce(busy.partition_key, '') = coalesce(m.partition_key, ''))) free
             on free.id = m.id and free.place <= $5
             """;
        return FetchPicked($"order by {order} limit $2 for update of m", free);
    }

    /// <summary>$1 queue.</summary>
    public string LockPartitions => $"select pg_advisory_xact_lock({QueueCalled})";

    /// <summary>$1 id, $2 lock id.</summary>
    public string Delete => $"delete from {schema}.message where id = $1 and lock_id = $2 and {Quickly} returning id";

    /// <summary>$1 id, $2 lock id, $3 duration.</summary>
    public string Renew => $"update {schema}.message set due = now() + $3 where id = $1 and lock_id = $2 and {Quickly} returning id";

    /// <summary>$1 id, $2 lock id, $3 delay, $4 transport headers.</summary>
    public string Unlock =>
        $"""
         update {schema}.message set lock_id = null, due = now() + $3, transport_headers = $4
         where id = $1 and lock_id = $2 and {Quickly} returning queue_id
         """;

    /// <summary>$1 ids, $2 lock ids of the messages that a stopping receiver locked but did not begin.</summary>
    public string GiveBack =>
        $"""
         update {schema}.message m set lock_id = null, due = now(), delivery_count = m.delivery_count - 1
         from unnest($1, $2) as held (id, lock_id)
         where m.id = held.id and m.lock_id = held.lock_id and {Quickly} returning m.queue_id
         """;

    /// <summary>$1 id, $2 lock id, $3 queue, $4 kind of queue, $5 transport headers, $6 how long the moved message is kept.</summary>
    public string Move =>
        $"""
         update {schema}.message m
         set queue_id = q.id, lock_id = null, due = now(), delivery_count = 0, max_delivery_count = q.max_delivery_count,
             transport_headers = $5, expires = now() + $6
         from {schema}.queue q
         where m.id = $1 and m.lock_id = $2 and q.name = $3 and q.kind = $4 and {Quickly} returning m.queue_id
         """;

    /// <summary>
    /// $1 queue, $2 how many, $3 how long the moved messages are kept. Moves messages that were delivered too often; the clean-up removes
    /// expired ones.
    /// </summary>
    public string DeadLetter =>
        $"""
         with picked as (
             select id from {schema}.message
             where queue_id = {QueueCalled} and due <= now() and delivery_count >= max_delivery_count
                 and (expires is null or expires > now())
             limit $2 for update skip locked)
         update {schema}.message m
         set queue_id = q.id, lock_id = null, due = now(), expires = now() + $3
         from picked, {schema}.queue q
         where m.id = picked.id and q.name = $1 and q.kind = 3 and {Quickly} returning m.id
         """;

    /// <summary>$1 token. Does not delete a message that a receiver is handling.</summary>
    public string DeleteScheduled => $"delete from {schema}.message where scheduling_token = $1 and lock_id is null returning id";

    string QueueCalled => $"(select id from {schema}.queue where name = $1 and kind = 1)";

    static string Wants => "(s.kind = 1 or (s.kind = 2 and s.routing_key = $2) or (s.kind = 3 and $2 ~ s.routing_key))";

    // The unique pair of message and queue makes it harmless to repeat the statement after a lost answer.
    string Insert =>
        $"""
         inserted as (
             insert into {schema}.message ({OutgoingMessage.Columns}, queue_id, max_delivery_count)
             select {OutgoingMessage.Values}, target.id, target.max_delivery_count from target
             on conflict (transport_message_id, queue_id) do nothing)
         select id from target
         """;

    string FetchPicked(string order, string from) =>
        $"""
         with picked as (
             select m.id from {schema}.message m {from}
             where m.queue_id = {QueueCalled} and m.due <= now() and m.delivery_count < m.max_delivery_count
             {order}),
         locked as (
             update {schema}.message m set lock_id = $3, due = now() + $4, delivery_count = m.delivery_count + 1
             from picked where m.id = picked.id and {Quickly} returning m.*)
         select {IncomingMessage.Columns} from locked order by priority, id
         """;
}
