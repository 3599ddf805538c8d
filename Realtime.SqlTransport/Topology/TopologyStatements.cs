namespace MassTransit.SqlTransport.PostgreSql;

/// <summary>The SQL statements on queues, topics and subscriptions.</summary>
sealed class TopologyStatements(string schema)
{
    const int UsualMaxDeliveryCount = 10;

    readonly string schema = TransportSchema.Quoted(schema);

    /// <summary>
    /// $1 name, $2 auto-delete, $3 most deliveries, $4 the id that it had before, or null. Each name has three queues: the main one, one
    /// for failed messages, and one for messages without a consumer. Senders declare queues too, without the receiver's settings; a null
    /// keeps the stored setting.
    /// </summary>
    public string CreateQueue =>
        $"""
         with main as (
             insert into {schema}.queue as q (id, name, kind, auto_delete, max_delivery_count)
             values (
                 coalesce($4, nextval(pg_get_serial_sequence({TransportSchema.Literal($"{schema}.queue")}, 'id'))),
                 $1, 1, $2, coalesce($3, {UsualMaxDeliveryCount}))
             on conflict (name, kind) do update
                 set touched = now(), auto_delete = coalesce(excluded.auto_delete, q.auto_delete),
                     max_delivery_count = coalesce($3, q.max_delivery_count)
             returning q.id),
         others as (
             insert into {schema}.queue as q (name, kind, auto_delete, max_delivery_count)
             select $1, kind, $2, coalesce($3, {UsualMaxDeliveryCount}) from (values (2::smallint), (3::smallint)) kinds (kind)
             on conflict (name, kind) do update set auto_delete = coalesce(excluded.auto_delete, q.auto_delete))
         select id from main
         """;

    /// <summary>$1 name.</summary>
    public string CreateTopic =>
        $"insert into {schema}.topic (name) values ($1) on conflict (name) do update set name = excluded.name returning id";

    /// <summary>$1 source topic, $2 destination topic, $3 kind, $4 routing key.</summary>
    public string SubscribeTopic => Subscribe("topic_subscription", "select id from topics where name = $2");

    /// <summary>$1 source topic, $2 destination queue, $3 kind, $4 routing key.</summary>
    public string SubscribeQueue => Subscribe("queue_subscription", $"select id from {schema}.queue where name = $2 and kind = 1");

    /// <summary>$1 name. Returns no row when the queue does not exist.</summary>
    public string TouchQueue => $"update {schema}.queue set touched = now() where name = $1 and kind = 1 returning id";

    /// <summary>$1 name.</summary>
    public string PurgeQueue =>
        $"""
         with purged as (delete from {schema}.message where queue_id in (select id from {schema}.queue where name = $1) returning 1)
         select count(*) from purged
         """;

    /// <summary>
    /// $1 key of the lock that lets only one host do it. Deletes queues that were not touched for their auto-delete time, unless a receiver
    /// is handling one of their messages, and then the messages of deleted queues. It also deletes the expired messages of all queues: a
    /// queue may have no receiver.
    /// </summary>
    public string CleanUp =>
        $"""
         with alone as materialized (select 1 where pg_try_advisory_xact_lock($1)),
         idle as (
             select q.name from {schema}.queue q, alone
             where q.kind = 1 and q.touched < now() - q.auto_delete
                 and not exists (select from {schema}.message m where m.queue_id = q.id and m.lock_id is not null and m.due > now())),
         dropped as (delete from {schema}.queue q using idle where q.name = idle.name)
         delete from {schema}.message m using alone
         where not exists (select from {schema}.queue q where q.id = m.queue_id)
             or (m.expires < now() and (m.lock_id is null or m.due <= now()))
         """;

    string Subscribe(string table, string destination) =>
        $"""
         with topics as (select id, name from {schema}.topic where name in ($1, $2))
         insert into {schema}.{table} as s (source_id, destination_id, kind, routing_key)
         select source.id, destination.id, $3, $4
         from (select id from topics where name = $1) source, ({destination}) destination
         on conflict (source_id, destination_id, kind, routing_key) do update set kind = excluded.kind
         returning s.id
         """;
}
