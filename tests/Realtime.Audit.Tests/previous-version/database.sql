--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: realtime; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA realtime;


--
-- Name: transport_stand_in; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA transport_stand_in;


--
-- Name: mt_advance_stream_ec787106(character varying, character varying, bigint, integer); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.mt_advance_stream_ec787106(p_key character varying, p_type character varying, p_expected bigint, p_count integer) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
    first bigint;
    found_version bigint;
    found_archived boolean;
begin
    if p_expected > 0 or p_expected is null then
        update public.mt_streams s set version = s.version + p_count, timestamp = now()
        where s.id = p_key and (p_expected is null or s.version = p_expected) and s.is_archived is not true
        returning s.version - p_count into first;
        if found then
            return first;
        end if;
        select s.version, s.is_archived into found_version, found_archived from public.mt_streams s where s.id = p_key;
        if p_expected <> coalesce(found_version, 0) then
            raise '% %', p_key, coalesce(found_version, 0) using errcode = 'MTS02';
        elsif found_archived then
            raise '%', p_key using errcode = 'MTS03';
        end if;
    end if;
    insert into public.mt_streams (id, type, version, timestamp, tenant_id)
    values (p_key, p_type, p_count, now(), '*DEFAULT*') on conflict (id) do nothing;
    if not found then
        raise '%', p_key using errcode = 'MTS01';
    end if;
    return 0;
end $$;


--
-- Name: mt_advance_streams_ec787106(character varying[], character varying[], bigint[], integer[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.mt_advance_streams_ec787106(p_keys character varying[], p_types character varying[], p_expected bigint[], p_counts integer[]) RETURNS bigint[]
    LANGUAGE plpgsql
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_seqscan TO 'off'
    AS $$
declare
    firsts bigint[];
    advanced bigint[];
begin
    if 0 < all (p_expected) then
        with moved as (
            update public.mt_streams s set version = s.version + k.count, timestamp = now()
            from (select e.place, e.count, found.at from unnest(p_keys, p_expected, p_counts) with ordinality as e(key, expected, count, place)
                cross join lateral (select ctid as at from public.mt_streams
                    where id = e.key and version = e.expected and is_archived is not true offset 0) found) k
            where s.ctid = k.at
            returning k.place)
        select array_agg(place) into advanced from moved;
        if cardinality(advanced) = cardinality(p_keys) then
            return p_expected;
        end if;
    end if;
    for i in 1 .. cardinality(p_keys) loop
        firsts[i] := case when i = any (advanced) then p_expected[i] else public.mt_advance_stream_ec787106(p_keys[i], p_types[i], p_expected[i], p_counts[i]) end;
    end loop;
    return firsts;
end $$;


--
-- Name: mt_append_event_ec787106(character varying, character varying, bigint, uuid, character varying, character varying, jsonb, timestamp with time zone, character varying, character varying, jsonb, character varying); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.mt_append_event_ec787106(p_key character varying, p_type character varying, p_expected bigint, p_id uuid, p_event_type character varying, p_dotnet_type character varying, p_body jsonb, p_time timestamp with time zone, p_correlation_id character varying, p_causation_id character varying, p_headers jsonb, p_user_name character varying) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
declare
    first bigint := public.mt_advance_stream_ec787106(p_key, p_type, p_expected, 1);
    sequence bigint;
begin
    insert into public.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
        mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived)
    values (nextval('public.mt_events_sequence'), p_id, p_key, first + 1, p_body, p_event_type, p_time, '*DEFAULT*',
        p_dotnet_type, p_correlation_id, p_causation_id, p_headers, p_user_name, false)
    returning seq_id into sequence;
    return array[first, sequence];
end $$;


--
-- Name: mt_append_events_ec787106(character varying[], character varying[], bigint[], integer[], integer[], integer[], uuid[], character varying[], character varying[], jsonb[], timestamp with time zone[], character varying[], character varying[], jsonb[], character varying[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.mt_append_events_ec787106(p_keys character varying[], p_types character varying[], p_expected bigint[], p_counts integer[], p_streams integer[], p_places integer[], p_ids uuid[], p_event_types character varying[], p_dotnet_types character varying[], p_bodies jsonb[], p_times timestamp with time zone[], p_correlation_id character varying[], p_causation_id character varying[], p_headers jsonb[], p_user_name character varying[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
declare
    firsts bigint[] := public.mt_advance_streams_ec787106(p_keys, p_types, p_expected, p_counts);
    sequences bigint[];
begin
    with inserted as (
        insert into public.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
            mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived)
        select nextval('public.mt_events_sequence'), e.id, p_keys[e.stream], firsts[e.stream] + e.place, e.body, e.type, e.at,
            '*DEFAULT*', e.dotnet_type, e.correlation_id, e.causation_id, e.headers, e.user_name, false
        from unnest(p_streams, p_places, p_ids, p_event_types, p_dotnet_types, p_bodies,
                p_times, p_correlation_id, p_causation_id, p_headers, p_user_name)
            as e(stream, place, id, type, dotnet_type, body, at, correlation_id, causation_id, headers, user_name)
        returning seq_id)
    select array_agg(seq_id) into sequences from inserted;
    return firsts || sequences;
end $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: mt_doc_conversation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mt_doc_conversation (
    id character varying NOT NULL,
    data jsonb NOT NULL,
    mt_last_modified timestamp with time zone DEFAULT transaction_timestamp(),
    mt_dotnet_type character varying,
    mt_version integer DEFAULT 0 NOT NULL
);


--
-- Name: mt_doc_sessionsummary; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mt_doc_sessionsummary (
    id character varying NOT NULL,
    data jsonb NOT NULL,
    mt_last_modified timestamp with time zone DEFAULT transaction_timestamp(),
    mt_dotnet_type character varying,
    mt_version integer DEFAULT 0 NOT NULL
);


--
-- Name: mt_event_progression; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mt_event_progression (
    name character varying NOT NULL,
    last_seq_id bigint,
    last_updated timestamp with time zone DEFAULT transaction_timestamp()
);


--
-- Name: mt_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mt_events (
    seq_id bigint NOT NULL,
    id uuid NOT NULL,
    stream_id character varying,
    version bigint NOT NULL,
    data jsonb NOT NULL,
    bdata bytea,
    type character varying(500) NOT NULL,
    "timestamp" timestamp with time zone DEFAULT '2026-11-22 23:42:57.873969+00'::timestamp with time zone NOT NULL,
    tenant_id character varying DEFAULT '*DEFAULT*'::character varying,
    mt_dotnet_type character varying,
    correlation_id character varying,
    causation_id character varying,
    headers jsonb,
    user_name character varying,
    is_archived boolean DEFAULT false
);


--
-- Name: mt_events_sequence; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.mt_events_sequence
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: mt_events_sequence; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.mt_events_sequence OWNED BY public.mt_events.seq_id;


--
-- Name: mt_streams; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mt_streams (
    id character varying NOT NULL,
    type character varying,
    version bigint,
    "timestamp" timestamp with time zone DEFAULT now() NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL,
    tenant_id character varying DEFAULT '*DEFAULT*'::character varying,
    is_archived boolean DEFAULT false
);


--
-- Name: seal; Type: TABLE; Schema: realtime; Owner: -
--

CREATE TABLE realtime.seal (
    stream character varying NOT NULL,
    version bigint NOT NULL,
    sequence bigint NOT NULL,
    content bytea NOT NULL,
    digest bytea NOT NULL,
    salt bytea
);


--
-- Name: secret; Type: TABLE; Schema: realtime; Owner: -
--

CREATE TABLE realtime.secret (
    name character varying NOT NULL,
    value character varying NOT NULL
);


--
-- Name: worker; Type: TABLE; Schema: realtime; Owner: -
--

CREATE TABLE realtime.worker (
    id character varying NOT NULL,
    address character varying NOT NULL,
    capacity integer NOT NULL,
    live integer DEFAULT 0 NOT NULL,
    draining boolean DEFAULT false NOT NULL,
    lost boolean DEFAULT false NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


--
-- Name: message; Type: TABLE; Schema: transport_stand_in; Owner: -
--

CREATE TABLE transport_stand_in.message (
    id bigint NOT NULL,
    queue_id bigint NOT NULL,
    transport_message_id uuid NOT NULL,
    priority smallint NOT NULL,
    enqueued timestamp with time zone DEFAULT now() NOT NULL,
    due timestamp with time zone NOT NULL,
    expires timestamp with time zone,
    lock_id uuid,
    delivery_count integer DEFAULT 0 NOT NULL,
    max_delivery_count integer NOT NULL,
    partition_key text,
    routing_key text,
    scheduling_token uuid,
    content_type text,
    message_type text,
    headers text,
    transport_headers text,
    message_id uuid,
    request_id uuid,
    correlation_id uuid,
    conversation_id uuid,
    initiator_id uuid,
    source_address text,
    destination_address text,
    response_address text,
    fault_address text,
    sent timestamp with time zone,
    body bytea NOT NULL
);


--
-- Name: message_id_seq; Type: SEQUENCE; Schema: transport_stand_in; Owner: -
--

ALTER TABLE transport_stand_in.message ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME transport_stand_in.message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: queue; Type: TABLE; Schema: transport_stand_in; Owner: -
--

CREATE TABLE transport_stand_in.queue (
    id bigint NOT NULL,
    name text NOT NULL,
    kind smallint NOT NULL,
    auto_delete interval,
    max_delivery_count integer NOT NULL,
    touched timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: queue_id_seq; Type: SEQUENCE; Schema: transport_stand_in; Owner: -
--

ALTER TABLE transport_stand_in.queue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME transport_stand_in.queue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: queue_subscription; Type: TABLE; Schema: transport_stand_in; Owner: -
--

CREATE TABLE transport_stand_in.queue_subscription (
    id bigint NOT NULL,
    source_id bigint NOT NULL,
    destination_id bigint NOT NULL,
    kind smallint NOT NULL,
    routing_key text NOT NULL
);


--
-- Name: queue_subscription_id_seq; Type: SEQUENCE; Schema: transport_stand_in; Owner: -
--

ALTER TABLE transport_stand_in.queue_subscription ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME transport_stand_in.queue_subscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: topic; Type: TABLE; Schema: transport_stand_in; Owner: -
--

CREATE TABLE transport_stand_in.topic (
    id bigint NOT NULL,
    name text NOT NULL
);


--
-- Name: topic_id_seq; Type: SEQUENCE; Schema: transport_stand_in; Owner: -
--

ALTER TABLE transport_stand_in.topic ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME transport_stand_in.topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: topic_subscription; Type: TABLE; Schema: transport_stand_in; Owner: -
--

CREATE TABLE transport_stand_in.topic_subscription (
    id bigint NOT NULL,
    source_id bigint NOT NULL,
    destination_id bigint NOT NULL,
    kind smallint NOT NULL,
    routing_key text NOT NULL
);


--
-- Name: topic_subscription_id_seq; Type: SEQUENCE; Schema: transport_stand_in; Owner: -
--

ALTER TABLE transport_stand_in.topic_subscription ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME transport_stand_in.topic_subscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: version_1; Type: TABLE; Schema: transport_stand_in; Owner: -
--

CREATE TABLE transport_stand_in.version_1 (
);


--
-- Data for Name: mt_doc_conversation; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.mt_doc_conversation VALUES ('conv-4-archived', '{"id": "conv-4-archived", "live": null, "lastEnd": {"error": null, "reason": "requested", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}, "version": 23}', '2026-11-22 23:43:22.215283+00', 'Realtime.Sessions.Conversation', 23);
INSERT INTO public.mt_doc_conversation VALUES ('conv-1-text-and-audio', '{"id": "conv-1-text-and-audio", "live": null, "lastEnd": {"error": null, "reason": "requested", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}, "version": 39}', '2026-11-25 23:43:55.92032+00', 'Realtime.Sessions.Conversation', 39);
INSERT INTO public.mt_doc_conversation VALUES ('conv-2-replaced', '{"id": "conv-2-replaced", "live": null, "lastEnd": {"error": null, "reason": "requested", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}, "version": 39}', '2026-11-25 23:43:57.349126+00', 'Realtime.Sessions.Conversation', 39);
INSERT INTO public.mt_doc_conversation VALUES ('conv-3-erased', '{"id": "conv-3-erased", "live": null, "lastEnd": {"error": null, "reason": "requested", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}, "version": 22}', '2026-11-25 23:43:58.087181+00', 'Realtime.Sessions.Conversation', 22);
INSERT INTO public.mt_doc_conversation VALUES ('conv-5-start-failed', '{"id": "conv-5-start-failed", "live": null, "lastEnd": {"error": {"code": "upstream_unauthorized", "origin": "upstream", "message": "Upstream refused the handshake with 401: check its key.", "retryable": false}, "reason": "start_failed", "sessionId": "f035ce72-ec6b-4aea-9627-eaaa67ce2e47"}, "version": 3}', '2026-11-25 23:44:00.369641+00', 'Realtime.Sessions.Conversation', 3);
INSERT INTO public.mt_doc_conversation VALUES ('conv-6-worker-lost', '{"id": "conv-6-worker-lost", "live": null, "lastEnd": {"error": {"code": "worker_lost", "origin": "worker", "message": "The worker that owned the session stopped answering.", "retryable": true}, "reason": "worker_lost", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}, "version": 19}', '2026-11-25 23:44:31.422191+00', 'Realtime.Sessions.Conversation', 19);
INSERT INTO public.mt_doc_conversation VALUES ('conv-7-resumed', '{"id": "conv-7-resumed", "live": null, "lastEnd": {"error": null, "reason": "requested", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}, "version": 35}', '2026-11-25 23:44:33.555933+00', 'Realtime.Sessions.Conversation', 35);


--
-- Data for Name: mt_doc_sessionsummary; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.mt_doc_sessionsummary VALUES ('245dec9b-eaf3-4517-8a3d-ed2a57d46ca7', '{"id": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7", "model": "gpt-realtime", "state": "ended", "voice": null, "reason": "requested", "totals": {"tokens": {"input": 7, "output": 10}, "framesDropped": 0, "eventsRecorded": 16, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "worker": "01a205a4304678a4aca5450b994b55d1", "endedAt": "2026-11-22T23:43:22.121024+00:00", "modality": "text", "sequence": 1, "errorCode": null, "startedAt": "2026-11-22T23:43:19.719574+00:00", "requestedAt": "2026-11-22T23:43:13.165178+00:00", "conversation": "conv-4-archived", "endedVersion": 23, "totalsComplete": true, "requestedVersion": 1, "requestedUnixMilliseconds": 1795390993165}', '2026-11-22 23:43:22.449085+00', 'Realtime.Sessions.SessionSummary', 4);
INSERT INTO public.mt_doc_sessionsummary VALUES ('42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b', '{"id": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "model": "gpt-realtime", "state": "ended", "voice": null, "reason": "requested", "totals": {"tokens": {"input": 39, "output": 69}, "framesDropped": 0, "eventsRecorded": 32, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 4091, "audioOutMilliseconds": 2820}, "worker": "01a2151808d27f41982a254cb4c65ab7", "endedAt": "2026-11-25T23:43:55.895608+00:00", "modality": "audio", "sequence": 24, "errorCode": null, "startedAt": "2026-11-25T23:43:52.263482+00:00", "requestedAt": "2026-11-25T23:43:50.709722+00:00", "conversation": "conv-1-text-and-audio", "endedVersion": 39, "totalsComplete": true, "requestedVersion": 1, "requestedUnixMilliseconds": 1795650230709}', '2026-11-25 23:43:56.557161+00', 'Realtime.Sessions.SessionSummary', 4);
INSERT INTO public.mt_doc_sessionsummary VALUES ('ced09382-bc0f-43e3-a5cc-6287dd729ec0', '{"id": "ced09382-bc0f-43e3-a5cc-6287dd729ec0", "model": "gpt-realtime", "state": "ended", "voice": null, "reason": "replaced", "totals": {"tokens": null, "framesDropped": 0, "eventsRecorded": 0, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "worker": "01a2151808d27f41982a254cb4c65ab7", "endedAt": "2026-11-25T23:43:56.583256+00:00", "modality": "text", "sequence": 63, "errorCode": null, "startedAt": "2026-11-25T23:43:56.077775+00:00", "requestedAt": "2026-11-25T23:43:56.037525+00:00", "conversation": "conv-2-replaced", "endedVersion": 18, "totalsComplete": false, "requestedVersion": 1, "requestedUnixMilliseconds": 1795650236037}', '2026-11-25 23:43:56.809212+00', 'Realtime.Sessions.SessionSummary', 2);
INSERT INTO public.mt_doc_sessionsummary VALUES ('bf7768c5-174b-4630-b0f8-2ba7feb34de5', '{"id": "bf7768c5-174b-4630-b0f8-2ba7feb34de5", "model": "gpt-realtime", "state": "ended", "voice": "cedar", "reason": "requested", "totals": {"tokens": {"input": 5, "output": 7}, "framesDropped": 0, "eventsRecorded": 14, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "worker": "01a2151808d27f41982a254cb4c65ab7", "endedAt": "2026-11-25T23:43:57.335899+00:00", "modality": "text", "sequence": 81, "errorCode": null, "startedAt": "2026-11-25T23:43:56.646731+00:00", "requestedAt": "2026-11-25T23:43:56.583256+00:00", "conversation": "conv-2-replaced", "endedVersion": 39, "totalsComplete": true, "requestedVersion": 19, "requestedUnixMilliseconds": 1795650236583}', '2026-11-25 23:43:58.096296+00', 'Realtime.Sessions.SessionSummary', 2);
INSERT INTO public.mt_doc_sessionsummary VALUES ('df9a2cf1-c86e-4426-8cd3-40d1ccef9caa', '{"id": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa", "model": "gpt-realtime", "state": "ended", "voice": null, "reason": "requested", "totals": {"tokens": {"input": 7, "output": 9}, "framesDropped": 0, "eventsRecorded": 15, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "worker": "01a2151808d27f41982a254cb4c65ab7", "endedAt": "2026-11-25T23:43:58.081288+00:00", "modality": "text", "sequence": 102, "errorCode": null, "startedAt": "2026-11-25T23:43:57.396311+00:00", "requestedAt": "2026-11-25T23:43:57.381808+00:00", "conversation": "conv-3-erased", "endedVersion": 22, "totalsComplete": true, "requestedVersion": 1, "requestedUnixMilliseconds": 1795650237381}', '2026-11-25 23:43:58.344589+00', 'Realtime.Sessions.SessionSummary', 2);
INSERT INTO public.mt_doc_sessionsummary VALUES ('f035ce72-ec6b-4aea-9627-eaaa67ce2e47', '{"id": "f035ce72-ec6b-4aea-9627-eaaa67ce2e47", "model": "sim-fault-refuse-401", "state": "ended", "voice": null, "reason": "start_failed", "totals": {"tokens": {"input": 0, "output": 0}, "framesDropped": 0, "eventsRecorded": 0, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "worker": "01a2151808d27f41982a254cb4c65ab7", "endedAt": "2026-11-25T23:44:00.365575+00:00", "modality": "audio", "sequence": 125, "errorCode": "upstream_unauthorized", "startedAt": null, "requestedAt": "2026-11-25T23:44:00.269999+00:00", "conversation": "conv-5-start-failed", "endedVersion": 3, "totalsComplete": true, "requestedVersion": 1, "requestedUnixMilliseconds": 1795650240269}', '2026-11-25 23:44:00.642191+00', 'Realtime.Sessions.SessionSummary', 1);
INSERT INTO public.mt_doc_sessionsummary VALUES ('219b61d2-1d85-4324-9b47-4d50977d09cb', '{"id": "219b61d2-1d85-4324-9b47-4d50977d09cb", "model": "gpt-realtime", "state": "ended", "voice": null, "reason": "worker_lost", "totals": {"tokens": null, "framesDropped": 0, "eventsRecorded": 0, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "worker": "01a2151808d27f41982a254cb4c65ab7", "endedAt": "2026-11-25T23:44:31.375985+00:00", "modality": "text", "sequence": 128, "errorCode": "worker_lost", "startedAt": "2026-11-25T23:44:15.88022+00:00", "requestedAt": "2026-11-25T23:44:15.857156+00:00", "conversation": "conv-6-worker-lost", "endedVersion": 19, "totalsComplete": false, "requestedVersion": 1, "requestedUnixMilliseconds": 1795650255857}', '2026-11-25 23:44:31.66947+00', 'Realtime.Sessions.SessionSummary', 2);
INSERT INTO public.mt_doc_sessionsummary VALUES ('b6a0912f-472c-4538-b707-c799cdf0981b', '{"id": "b6a0912f-472c-4538-b707-c799cdf0981b", "model": "gpt-realtime", "state": "ended", "voice": null, "reason": "requested", "totals": {"tokens": {"input": 3, "output": 6}, "framesDropped": 0, "eventsRecorded": 16, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "worker": "01a21518831c7c2e8677f081f41d0c98", "endedAt": "2026-11-25T23:44:33.553549+00:00", "modality": "text", "sequence": 132, "errorCode": null, "startedAt": "2026-11-25T23:44:16.287352+00:00", "requestedAt": "2026-11-25T23:44:16.157264+00:00", "conversation": "conv-7-resumed", "endedVersion": 35, "totalsComplete": false, "requestedVersion": 1, "requestedUnixMilliseconds": 1795650256157}', '2026-11-25 23:44:34.059966+00', 'Realtime.Sessions.SessionSummary', 4);


--
-- Data for Name: mt_event_progression; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.mt_event_progression VALUES ('HighWaterMark', 181, '2026-11-25 23:44:34.03994+00');
INSERT INTO public.mt_event_progression VALUES ('SessionSummary:All', 181, '2026-11-25 23:44:34.059966+00');
INSERT INTO public.mt_event_progression VALUES ('Seals:All', 181, '2026-11-25 23:44:34.071842+00');


--
-- Data for Name: mt_events; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.mt_events VALUES (18, '01a205a4-900d-78f6-a7b4-9d048c680af0', 'conv-4-archived', 18, '{"role": "assistant", "text": " ago", "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'transcript_delta', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (19, '01a205a4-900d-77ff-ac90-2ec4373b7233', 'conv-4-archived', 19, '{"role": "assistant", "text": "You said: This was said three days ago", "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'transcript_completed', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptCompleted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (20, '01a205a4-900d-7552-9653-a185d441ed3e', 'conv-4-archived', 20, '{"item": {"id": "item_9934223fee244cf79c6a7aae", "role": "assistant", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "You said: This was said three days ago", "type": "output_text"}]}, "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'item_done', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (21, '01a205a4-900d-7cbb-9009-81fa8bb1ed78', 'conv-4-archived', 21, '{"usage": {"input": 7, "output": 10}, "status": "completed", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7", "responseId": "resp_754cedfa20da438294cf3a38"}', NULL, 'response_done', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.ResponseDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (22, '62a8dc3d-c307-5846-977a-c57b0c3940e2', 'conv-4-archived', 22, '{"sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'end_requested', '2026-11-22 23:43:21.968394+00', '*DEFAULT*', 'Realtime.Sessions.EndRequested, Realtime.Sessions', '3d5dbc5035b7c2f55bf748cb4d325f0b', 'RequestEnd', '{"traceparent": "00-3d5dbc5035b7c2f55bf748cb4d325f0b-c466e2b3b5625d3a-01"}', 'api', true);
INSERT INTO public.mt_events VALUES (1, '245dec9b-eaf3-4517-8a3d-ed2a57d46ca7', 'conv-4-archived', 1, '{"options": {"atCap": "end", "model": "gpt-realtime", "voice": null, "driver": "managed", "modality": "text", "maxSeconds": null, "idleSeconds": null, "instructions": null, "onWorkerLost": "end"}, "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'session_requested', '2026-11-22 23:43:13.165178+00', '*DEFAULT*', 'Realtime.Sessions.SessionRequested, Realtime.Sessions', '0321a5c055166d6f04cc9ad6fe0c8d5c', 'Start', '{"traceparent": "00-0321a5c055166d6f04cc9ad6fe0c8d5c-35635d2bd03956ee-01"}', 'api', true);
INSERT INTO public.mt_events VALUES (2, '55d73f8e-4009-52b3-aa7a-6cbe2d3b445d', 'conv-4-archived', 2, '{"epoch": 1, "address": "http://127.0.0.1:5392", "workerId": "01a205a4304678a4aca5450b994b55d1", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'session_claimed', '2026-11-22 23:43:16.438799+00', '*DEFAULT*', 'Realtime.Sessions.SessionClaimed, Realtime.Sessions', NULL, 'Claim', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (3, '33b65223-4646-5715-8c88-35c742f611a7', 'conv-4-archived', 3, '{"model": "gpt-realtime", "voice": null, "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7", "connectMilliseconds": 2274}', NULL, 'session_started', '2026-11-22 23:43:19.719574+00', '*DEFAULT*', 'Realtime.Sessions.SessionStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (4, '01a205a4-8d3c-7b40-9cb3-c21ef7044fb3', 'conv-4-archived', 4, '{"sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7", "notRecorded": null, "configuration": {"id": "sess_94247d40ba194f2eb2048e5c", "type": "realtime", "audio": {"input": {"format": {"rate": 24000, "type": "audio/pcm"}, "transcription": {"model": "gpt-4o-mini-transcribe"}, "turn_detection": {"type": "server_vad", "threshold": 0.5, "create_response": true, "idle_timeout_ms": null, "prefix_padding_ms": 300, "interrupt_response": true, "silence_duration_ms": 500}, "noise_reduction": null}, "output": {"speed": 1, "voice": "marin", "format": {"rate": 24000, "type": "audio/pcm"}}}, "model": "gpt-realtime", "tools": [], "object": "realtime.session", "prompt": null, "include": null, "tracing": null, "expires_at": 1795394599, "truncation": "auto", "tool_choice": "auto", "instructions": "", "max_output_tokens": "inf", "output_modalities": ["text"]}, "upstreamSessionId": "sess_94247d40ba194f2eb2048e5c"}', NULL, 'upstream_configured', '2026-11-22 23:43:19.908859+00', '*DEFAULT*', 'Realtime.Sessions.UpstreamConfigured, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (5, '0a6cf783-8026-5240-9a3a-7ed277835c62', 'conv-4-archived', 5, '{"role": "user", "text": "This was said three days ago", "inputId": "old-1", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'text_submitted', '2026-11-22 23:43:20.044439+00', '*DEFAULT*', 'Realtime.Sessions.TextSubmitted, Realtime.Sessions', 'b57e9a1b52b0c5a7ba26a6085d9b9134', 'SubmitText', '{"traceparent": "00-b57e9a1b52b0c5a7ba26a6085d9b9134-328bda0eb6a5c2af-01"}', 'api', true);
INSERT INTO public.mt_events VALUES (6, 'fd12a526-29f7-5602-91f4-06643a2f7f4f', 'conv-4-archived', 6, '{"inputId": "old-1", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'text_delivered', '2026-11-22 23:43:20.228101+00', '*DEFAULT*', 'Realtime.Sessions.TextDelivered, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (7, '01a205a4-8ee6-7d0e-b826-184903b50f07', 'conv-4-archived', 7, '{"item": {"id": "item_b8ed46c9bfe54df7aa112746", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "This was said three days ago", "type": "input_text"}]}, "itemId": "item_b8ed46c9bfe54df7aa112746", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'item_added', '2026-11-22 23:43:20.339451+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (8, '01a205a4-8ee6-7bd4-8cd4-3fbf77b6c173', 'conv-4-archived', 8, '{"item": {"id": "item_b8ed46c9bfe54df7aa112746", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "This was said three days ago", "type": "input_text"}]}, "itemId": "item_b8ed46c9bfe54df7aa112746", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'item_done', '2026-11-22 23:43:20.339451+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (9, '01a205a4-900d-72b8-bff7-b0d7d7fab5b5', 'conv-4-archived', 9, '{"sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7", "responseId": "resp_754cedfa20da438294cf3a38"}', NULL, 'response_started', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.ResponseStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (10, '01a205a4-900d-7310-858d-000ad7220554', 'conv-4-archived', 10, '{"item": {"id": "item_9934223fee244cf79c6a7aae", "role": "assistant", "type": "message", "object": "realtime.item", "status": "in_progress", "content": []}, "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'item_added', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (11, '01a205a4-900d-7045-b492-fce4469a57b0', 'conv-4-archived', 11, '{"role": "assistant", "text": "You", "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'transcript_delta', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (12, '01a205a4-900d-7878-b239-d9bc1dcfd97b', 'conv-4-archived', 12, '{"role": "assistant", "text": " said:", "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'transcript_delta', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (13, '01a205a4-900d-7989-9a45-73e7ff1c774e', 'conv-4-archived', 13, '{"role": "assistant", "text": " This", "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'transcript_delta', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (14, '01a205a4-900d-74f6-be69-4b5416e8a7fc', 'conv-4-archived', 14, '{"role": "assistant", "text": " was", "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'transcript_delta', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (15, '01a205a4-900d-79a2-9623-c49be9c3e303', 'conv-4-archived', 15, '{"role": "assistant", "text": " said", "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'transcript_delta', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (16, '01a205a4-900d-7ef6-9d39-598066750f8c', 'conv-4-archived', 16, '{"role": "assistant", "text": " three", "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'transcript_delta', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (17, '01a205a4-900d-7f06-949c-2267e248ade2', 'conv-4-archived', 17, '{"role": "assistant", "text": " days", "itemId": "item_9934223fee244cf79c6a7aae", "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7"}', NULL, 'transcript_delta', '2026-11-22 23:43:20.589735+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (23, 'e11dc635-b52c-5876-9ca4-4632a429ddfa', 'conv-4-archived', 23, '{"error": null, "reason": "requested", "totals": {"tokens": {"input": 7, "output": 10}, "framesDropped": 0, "eventsRecorded": 16, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "closeCode": null, "sessionId": "245dec9b-eaf3-4517-8a3d-ed2a57d46ca7", "closeReason": null, "totalsComplete": true}', NULL, 'session_ended', '2026-11-22 23:43:22.121024+00', '*DEFAULT*', 'Realtime.Sessions.SessionEnded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a205a4304678a4aca5450b994b55d1"}', 'worker', true);
INSERT INTO public.mt_events VALUES (24, '42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b', 'conv-1-text-and-audio', 1, '{"options": {"atCap": "end", "model": "gpt-realtime", "voice": null, "driver": "managed", "modality": "audio", "maxSeconds": null, "idleSeconds": null, "instructions": null, "onWorkerLost": "end"}, "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'session_requested', '2026-11-25 23:43:50.709722+00', '*DEFAULT*', 'Realtime.Sessions.SessionRequested, Realtime.Sessions', '1535cdc483434f3ed41b3ddc9e229924', 'Start', '{"traceparent": "00-1535cdc483434f3ed41b3ddc9e229924-bfd062599529f873-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (25, '31f0f189-6413-5fc8-a8e5-fa83755d3ca8', 'conv-1-text-and-audio', 2, '{"epoch": 1, "address": "http://127.0.0.1:5392", "workerId": "01a2151808d27f41982a254cb4c65ab7", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'session_claimed', '2026-11-25 23:43:51.347575+00', '*DEFAULT*', 'Realtime.Sessions.SessionClaimed, Realtime.Sessions', '1535cdc483434f3ed41b3ddc9e229924', 'Claim', '{"worker": "01a2151808d27f41982a254cb4c65ab7", "traceparent": "00-1535cdc483434f3ed41b3ddc9e229924-7ef5c45d327b7242-01"}', 'worker', false);
INSERT INTO public.mt_events VALUES (26, '6fd1eb39-8d94-5d12-abec-b5eed03fa223', 'conv-1-text-and-audio', 3, '{"model": "gpt-realtime", "voice": null, "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "connectMilliseconds": 675}', NULL, 'session_started', '2026-11-25 23:43:52.263482+00', '*DEFAULT*', 'Realtime.Sessions.SessionStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (27, '01a21518-204e-746f-b4b8-38fd465dd468', 'conv-1-text-and-audio', 4, '{"sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "notRecorded": null, "configuration": {"id": "sess_7c2c244724544ed9bf479df4", "type": "realtime", "audio": {"input": {"format": {"rate": 24000, "type": "audio/pcm"}, "transcription": {"model": "gpt-4o-mini-transcribe"}, "turn_detection": {"type": "server_vad", "threshold": 0.5, "create_response": true, "idle_timeout_ms": null, "prefix_padding_ms": 300, "interrupt_response": true, "silence_duration_ms": 500}, "noise_reduction": null}, "output": {"speed": 1, "voice": "marin", "format": {"rate": 24000, "type": "audio/pcm"}}}, "model": "gpt-realtime", "tools": [], "object": "realtime.session", "prompt": null, "include": null, "tracing": null, "expires_at": 1795653832, "truncation": "auto", "tool_choice": "auto", "instructions": "", "max_output_tokens": "inf", "output_modalities": ["audio"]}, "upstreamSessionId": "sess_7c2c244724544ed9bf479df4"}', NULL, 'upstream_configured', '2026-11-25 23:43:52.398637+00', '*DEFAULT*', 'Realtime.Sessions.UpstreamConfigured, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (28, '4d576be6-23df-5d84-a1da-22b645cb5e1b', 'conv-1-text-and-audio', 5, '{"role": "user", "text": "Hello there", "inputId": "01a21518-213d-7973-8c42-28fa7201eda7", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'text_submitted', '2026-11-25 23:43:52.640844+00', '*DEFAULT*', 'Realtime.Sessions.TextSubmitted, Realtime.Sessions', '5d023faee84c3f3ba623a5ddd9e5c7cf', 'SubmitText', '{"traceparent": "00-5d023faee84c3f3ba623a5ddd9e5c7cf-eec74ebcd54379ae-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (29, 'b18ed9fa-7711-54a4-943c-4e82882571a9', 'conv-1-text-and-audio', 6, '{"inputId": "01a21518-213d-7973-8c42-28fa7201eda7", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'text_delivered', '2026-11-25 23:43:52.676274+00', '*DEFAULT*', 'Realtime.Sessions.TextDelivered, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (30, '01a21518-2184-7a74-ac80-d0c7463e2d14', 'conv-1-text-and-audio', 7, '{"item": {"id": "item_301ce307d0c64cad87600458", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "Hello there", "type": "input_text"}]}, "itemId": "item_301ce307d0c64cad87600458", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'item_added', '2026-11-25 23:43:52.70846+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (31, '01a21518-2184-7a33-b139-f4e4f353ad6b', 'conv-1-text-and-audio', 8, '{"item": {"id": "item_301ce307d0c64cad87600458", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "Hello there", "type": "input_text"}]}, "itemId": "item_301ce307d0c64cad87600458", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'item_done', '2026-11-25 23:43:52.70846+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (32, '01a21518-21b3-74af-919b-966400e33446', 'conv-1-text-and-audio', 9, '{"sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "responseId": "resp_c50930bcf8f74207b30a4576"}', NULL, 'response_started', '2026-11-25 23:43:52.763778+00', '*DEFAULT*', 'Realtime.Sessions.ResponseStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (33, '01a21518-21b3-7fcc-b6a9-a9024f4ec6a1', 'conv-1-text-and-audio', 10, '{"item": {"id": "item_242d3f358f624e11b637f50e", "role": "assistant", "type": "message", "object": "realtime.item", "status": "in_progress", "content": []}, "itemId": "item_242d3f358f624e11b637f50e", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'item_added', '2026-11-25 23:43:52.763778+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (34, '01a21518-21b3-72ff-b06a-bcd5729d001f', 'conv-1-text-and-audio', 11, '{"role": "assistant", "text": "You", "itemId": "item_242d3f358f624e11b637f50e", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:52.763778+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (35, '01a21518-21b8-7deb-b3c3-7a9da609a118', 'conv-1-text-and-audio', 12, '{"role": "assistant", "text": " said:", "itemId": "item_242d3f358f624e11b637f50e", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:52.763778+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (68, '11d1ec15-67f9-5061-9fc9-8ae07d37749f', 'conv-2-replaced', 6, '{"inputId": "in-1", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'text_delivered', '2026-11-25 23:43:56.472084+00', '*DEFAULT*', 'Realtime.Sessions.TextDelivered, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (36, '01a21518-21b8-727b-a453-4ef926d0f044', 'conv-1-text-and-audio', 13, '{"role": "assistant", "text": " Hello", "itemId": "item_242d3f358f624e11b637f50e", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:52.763778+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (37, '01a21518-21b8-7f38-b73f-58e5de291c9e', 'conv-1-text-and-audio', 14, '{"role": "assistant", "text": " there", "itemId": "item_242d3f358f624e11b637f50e", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:52.763778+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (38, '01a21518-21c2-788b-ab09-4d5211f5e02b', 'conv-1-text-and-audio', 15, '{"role": "assistant", "text": "You said: Hello there", "itemId": "item_242d3f358f624e11b637f50e", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_completed', '2026-11-25 23:43:52.772124+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptCompleted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (39, '01a21518-21c2-7187-9599-10094bb21585', 'conv-1-text-and-audio', 16, '{"item": {"id": "item_242d3f358f624e11b637f50e", "role": "assistant", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"type": "output_audio", "transcript": "You said: Hello there"}]}, "itemId": "item_242d3f358f624e11b637f50e", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'item_done', '2026-11-25 23:43:52.772124+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (40, '01a21518-21c5-7ca0-813f-41979d818292', 'conv-1-text-and-audio', 17, '{"usage": {"input": 3, "output": 31}, "status": "completed", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "responseId": "resp_c50930bcf8f74207b30a4576"}', NULL, 'response_done', '2026-11-25 23:43:52.779481+00', '*DEFAULT*', 'Realtime.Sessions.ResponseDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (41, '01a21518-24c4-7621-b541-328dbb0e893a', 'conv-1-text-and-audio', 18, '{"itemId": "item_af10231c5edd4bad95d343e1", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "audioMilliseconds": 0}', NULL, 'speech_started', '2026-11-25 23:43:53.541901+00', '*DEFAULT*', 'Realtime.Sessions.SpeechStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (42, '01a21518-24d6-7114-aa3c-da492b1b49ea', 'conv-1-text-and-audio', 19, '{"itemId": "item_af10231c5edd4bad95d343e1", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "audioMilliseconds": 3240}', NULL, 'speech_stopped', '2026-11-25 23:43:53.558808+00', '*DEFAULT*', 'Realtime.Sessions.SpeechStopped, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (43, '01a21518-24f8-788d-9d7c-afd3f93c08bb', 'conv-1-text-and-audio', 20, '{"item": {"id": "item_af10231c5edd4bad95d343e1", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"type": "input_audio", "transcript": null}]}, "itemId": "item_af10231c5edd4bad95d343e1", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'item_added', '2026-11-25 23:43:53.592914+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (44, '01a21518-24f8-7584-9f69-2eba6c920ba3', 'conv-1-text-and-audio', 21, '{"item": {"id": "item_af10231c5edd4bad95d343e1", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"type": "input_audio", "transcript": null}]}, "itemId": "item_af10231c5edd4bad95d343e1", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'item_done', '2026-11-25 23:43:53.592914+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (49, '01a21518-2505-7388-bfd8-c603249dc9a6', 'conv-1-text-and-audio', 26, '{"sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "responseId": "resp_8375a34430cd46a396180df2"}', NULL, 'response_started', '2026-11-25 23:43:53.616037+00', '*DEFAULT*', 'Realtime.Sessions.ResponseStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (50, '01a21518-2505-77c3-8da7-b24dc4d4d3a1', 'conv-1-text-and-audio', 27, '{"item": {"id": "item_b6c48067ff3d4a5bac05ffdc", "role": "assistant", "type": "message", "object": "realtime.item", "status": "in_progress", "content": []}, "itemId": "item_b6c48067ff3d4a5bac05ffdc", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'item_added', '2026-11-25 23:43:53.616037+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (51, '01a21518-2505-731c-bb0d-36bf9ccc4744', 'conv-1-text-and-audio', 28, '{"role": "assistant", "text": "I", "itemId": "item_b6c48067ff3d4a5bac05ffdc", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:53.616037+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (52, '01a21518-2505-79d7-9fca-d48fadb2c648', 'conv-1-text-and-audio', 29, '{"role": "assistant", "text": " heard", "itemId": "item_b6c48067ff3d4a5bac05ffdc", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:53.616037+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (53, '01a21518-2505-7d08-89db-5083f10bf121', 'conv-1-text-and-audio', 30, '{"role": "assistant", "text": " 3,240", "itemId": "item_b6c48067ff3d4a5bac05ffdc", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:53.616037+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (54, '01a21518-2505-76ab-ae08-20da303e9abe', 'conv-1-text-and-audio', 31, '{"role": "assistant", "text": " ms", "itemId": "item_b6c48067ff3d4a5bac05ffdc", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:53.616037+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (62, 'a840fc2c-7d7b-5971-ab4b-64bf38414a29', 'conv-1-text-and-audio', 39, '{"error": null, "reason": "requested", "totals": {"tokens": {"input": 39, "output": 69}, "framesDropped": 0, "eventsRecorded": 32, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 4091, "audioOutMilliseconds": 2820}, "closeCode": null, "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "closeReason": null, "totalsComplete": true}', NULL, 'session_ended', '2026-11-25 23:43:55.895608+00', '*DEFAULT*', 'Realtime.Sessions.SessionEnded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (64, '357c6f6b-f3db-5352-9790-73c6321fb635', 'conv-2-replaced', 2, '{"epoch": 1, "address": "http://127.0.0.1:5392", "workerId": "01a2151808d27f41982a254cb4c65ab7", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'session_claimed', '2026-11-25 23:43:56.057313+00', '*DEFAULT*', 'Realtime.Sessions.SessionClaimed, Realtime.Sessions', '0e5b900beda811d2375c096738c90cb0', 'Claim', '{"worker": "01a2151808d27f41982a254cb4c65ab7", "traceparent": "00-0e5b900beda811d2375c096738c90cb0-ffab367d1a9cd825-01"}', 'worker', false);
INSERT INTO public.mt_events VALUES (65, '612b54e9-9969-5bc5-a322-4a813e38df85', 'conv-2-replaced', 3, '{"model": "gpt-realtime", "voice": null, "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0", "connectMilliseconds": 8}', NULL, 'session_started', '2026-11-25 23:43:56.077775+00', '*DEFAULT*', 'Realtime.Sessions.SessionStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (45, '01a21518-2500-7231-ba24-c6e16305c6c0', 'conv-1-text-and-audio', 22, '{"role": "user", "text": "heard", "itemId": "item_af10231c5edd4bad95d343e1", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:53.605106+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (46, '01a21518-2500-709d-9e1a-bec890f54943', 'conv-1-text-and-audio', 23, '{"role": "user", "text": " 3,240", "itemId": "item_af10231c5edd4bad95d343e1", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:53.605106+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (47, '01a21518-2500-76d1-bb30-8fb649efec89', 'conv-1-text-and-audio', 24, '{"role": "user", "text": " ms", "itemId": "item_af10231c5edd4bad95d343e1", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:53.605106+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (48, '01a21518-2500-754e-bf94-5be514f86786', 'conv-1-text-and-audio', 25, '{"role": "user", "text": "heard 3,240 ms", "itemId": "item_af10231c5edd4bad95d343e1", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_completed', '2026-11-25 23:43:53.605106+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptCompleted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (58, '01a21518-251f-7260-9d4e-0c081393cc39', 'conv-1-text-and-audio', 35, '{"item": {"id": "item_b6c48067ff3d4a5bac05ffdc", "role": "assistant", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"type": "output_audio", "transcript": "I heard 3,240 ms of audio."}]}, "itemId": "item_b6c48067ff3d4a5bac05ffdc", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'item_done', '2026-11-25 23:43:53.645549+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (59, '01a21518-251f-7d19-91ed-6d0beb059a7a', 'conv-1-text-and-audio', 36, '{"usage": {"input": 36, "output": 38}, "status": "completed", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "responseId": "resp_8375a34430cd46a396180df2"}', NULL, 'response_done', '2026-11-25 23:43:53.645549+00', '*DEFAULT*', 'Realtime.Sessions.ResponseDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (60, '01a21518-2527-7187-a7ef-903784bf8f43', 'conv-1-text-and-audio', 37, '{"itemId": "item_242d3f358f624e11b637f50e", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b", "audioMilliseconds": 1260}', NULL, 'item_truncated', '2026-11-25 23:43:53.645549+00', '*DEFAULT*', 'Realtime.Sessions.ItemTruncated, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (69, '01a21518-3040-71ae-aace-230b63a4b8bb', 'conv-2-replaced', 7, '{"item": {"id": "item_aa9d1ba7a9fd455d86192e02", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "First one", "type": "input_text"}]}, "itemId": "item_aa9d1ba7a9fd455d86192e02", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'item_added', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (70, '01a21518-3040-70d3-9369-5643f4a59503', 'conv-2-replaced', 8, '{"item": {"id": "item_aa9d1ba7a9fd455d86192e02", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "First one", "type": "input_text"}]}, "itemId": "item_aa9d1ba7a9fd455d86192e02", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'item_done', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (71, '01a21518-3043-7130-9834-7c16ba0ce249', 'conv-2-replaced', 9, '{"sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0", "responseId": "resp_8f9953feb1b243f4a969167c"}', NULL, 'response_started', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.ResponseStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (72, '01a21518-3043-7c90-95bc-5a994b5b937f', 'conv-2-replaced', 10, '{"item": {"id": "item_a9d8b86903c94225a5389b8d", "role": "assistant", "type": "message", "object": "realtime.item", "status": "in_progress", "content": []}, "itemId": "item_a9d8b86903c94225a5389b8d", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'item_added', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (73, '01a21518-3043-789e-8a84-f27da2dcfb55', 'conv-2-replaced', 11, '{"role": "assistant", "text": "You", "itemId": "item_a9d8b86903c94225a5389b8d", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'transcript_delta', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (74, '01a21518-3043-7473-928f-aa8f35e9d2c1', 'conv-2-replaced', 12, '{"role": "assistant", "text": " said:", "itemId": "item_a9d8b86903c94225a5389b8d", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'transcript_delta', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (75, '01a21518-3043-790b-9584-f0b33254fa2c', 'conv-2-replaced', 13, '{"role": "assistant", "text": " First", "itemId": "item_a9d8b86903c94225a5389b8d", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'transcript_delta', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (76, '01a21518-3043-7580-8778-6d4e429f82bc', 'conv-2-replaced', 14, '{"role": "assistant", "text": " one", "itemId": "item_a9d8b86903c94225a5389b8d", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'transcript_delta', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (77, '01a21518-3043-7219-82de-8e867778837b', 'conv-2-replaced', 15, '{"role": "assistant", "text": "You said: First one", "itemId": "item_a9d8b86903c94225a5389b8d", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'transcript_completed', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptCompleted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (78, '01a21518-3043-7699-8e00-2609a2d0dc18', 'conv-2-replaced', 16, '{"item": {"id": "item_a9d8b86903c94225a5389b8d", "role": "assistant", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "You said: First one", "type": "output_text"}]}, "itemId": "item_a9d8b86903c94225a5389b8d", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'item_done', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (79, '01a21518-3043-767f-b784-015ef3d0479b', 'conv-2-replaced', 17, '{"usage": {"input": 3, "output": 5}, "status": "completed", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0", "responseId": "resp_8f9953feb1b243f4a969167c"}', NULL, 'response_done', '2026-11-25 23:43:56.484011+00', '*DEFAULT*', 'Realtime.Sessions.ResponseDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (55, '01a21518-251f-7954-b521-382aac85a4e0', 'conv-1-text-and-audio', 32, '{"role": "assistant", "text": " of", "itemId": "item_b6c48067ff3d4a5bac05ffdc", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:53.631304+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (56, '01a21518-251f-7d75-a343-026ab27618f8', 'conv-1-text-and-audio', 33, '{"role": "assistant", "text": " audio.", "itemId": "item_b6c48067ff3d4a5bac05ffdc", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_delta', '2026-11-25 23:43:53.631304+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (57, '01a21518-251f-79e8-a462-0cc9d80f8508', 'conv-1-text-and-audio', 34, '{"role": "assistant", "text": "I heard 3,240 ms of audio.", "itemId": "item_b6c48067ff3d4a5bac05ffdc", "sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'transcript_completed', '2026-11-25 23:43:53.631304+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptCompleted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (83, '75b96338-0c7c-5188-93b6-f79cfc803433', 'conv-2-replaced', 21, '{"model": "gpt-realtime", "voice": "cedar", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5", "connectMilliseconds": 7}', NULL, 'session_started', '2026-11-25 23:43:56.646731+00', '*DEFAULT*', 'Realtime.Sessions.SessionStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (86, '8933e030-7069-5c7c-9aad-4e3e4ad29972', 'conv-2-replaced', 24, '{"inputId": "in-2", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'text_delivered', '2026-11-25 23:43:56.698231+00', '*DEFAULT*', 'Realtime.Sessions.TextDelivered, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (105, '01a21518-33d5-7aa0-b3ef-c0160b6bfcbc', 'conv-3-erased', 4, '{"sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa", "notRecorded": null, "configuration": {}, "upstreamSessionId": "sess_e91f860551a245c28ffe55f3"}', NULL, 'upstream_configured', '2026-11-25 23:43:57.40366+00', '*DEFAULT*', 'Realtime.Sessions.UpstreamConfigured, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (126, '60f530e0-abb3-5a74-8c7c-2b255fbc554c', 'conv-5-start-failed', 2, '{"epoch": 1, "address": "http://127.0.0.1:5392", "workerId": "01a2151808d27f41982a254cb4c65ab7", "sessionId": "f035ce72-ec6b-4aea-9627-eaaa67ce2e47"}', NULL, 'session_claimed', '2026-11-25 23:44:00.291396+00', '*DEFAULT*', 'Realtime.Sessions.SessionClaimed, Realtime.Sessions', 'c91b50a15e258b074b10d670ac7a9cbc', 'Claim', '{"worker": "01a2151808d27f41982a254cb4c65ab7", "traceparent": "00-c91b50a15e258b074b10d670ac7a9cbc-824a50f007cdc0a3-01"}', 'worker', false);
INSERT INTO public.mt_events VALUES (131, '01a21518-7c0f-7c9e-89c2-6906c5bbae0a', 'conv-6-worker-lost', 4, '{"sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb", "notRecorded": null, "configuration": {"id": "sess_47517c9683ba437ea2cfd2ab", "type": "realtime", "audio": {"input": {"format": {"rate": 24000, "type": "audio/pcm"}, "transcription": {"model": "gpt-4o-mini-transcribe"}, "turn_detection": {"type": "server_vad", "threshold": 0.5, "create_response": true, "idle_timeout_ms": null, "prefix_padding_ms": 300, "interrupt_response": true, "silence_duration_ms": 500}, "noise_reduction": null}, "output": {"speed": 1, "voice": "marin", "format": {"rate": 24000, "type": "audio/pcm"}}}, "model": "gpt-realtime", "tools": [], "object": "realtime.session", "prompt": null, "include": null, "tracing": null, "expires_at": 1795653855, "truncation": "auto", "tool_choice": "auto", "instructions": "", "max_output_tokens": "inf", "output_modalities": ["text"]}, "upstreamSessionId": "sess_47517c9683ba437ea2cfd2ab"}', NULL, 'upstream_configured', '2026-11-25 23:44:15.891125+00', '*DEFAULT*', 'Realtime.Sessions.UpstreamConfigured, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (61, 'cb337db8-2743-57be-8b5a-e9ad164c605c', 'conv-1-text-and-audio', 38, '{"sessionId": "42b25d7b-b2e4-45c0-b2e4-2cfa2790de5b"}', NULL, 'end_requested', '2026-11-25 23:43:55.851869+00', '*DEFAULT*', 'Realtime.Sessions.EndRequested, Realtime.Sessions', 'a26b237ef3a34942fefad33824e34a1a', 'RequestEnd', '{"traceparent": "00-a26b237ef3a34942fefad33824e34a1a-6903a12958d32539-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (63, 'ced09382-bc0f-43e3-a5cc-6287dd729ec0', 'conv-2-replaced', 1, '{"options": {"atCap": "end", "model": "gpt-realtime", "voice": null, "driver": "managed", "modality": "text", "maxSeconds": null, "idleSeconds": null, "instructions": null, "onWorkerLost": "end"}, "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'session_requested', '2026-11-25 23:43:56.037525+00', '*DEFAULT*', 'Realtime.Sessions.SessionRequested, Realtime.Sessions', '0e5b900beda811d2375c096738c90cb0', 'Start', '{"traceparent": "00-0e5b900beda811d2375c096738c90cb0-3a04b46734bd0d88-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (67, '99a164bf-9c16-5794-9878-778b7c1b571b', 'conv-2-replaced', 5, '{"role": "user", "text": "First one", "inputId": "in-1", "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0"}', NULL, 'text_submitted', '2026-11-25 23:43:56.464019+00', '*DEFAULT*', 'Realtime.Sessions.TextSubmitted, Realtime.Sessions', 'bf0fe389a8f938a6552971c3b1dc3bb2', 'SubmitText', '{"traceparent": "00-bf0fe389a8f938a6552971c3b1dc3bb2-719820afba23cffe-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (80, '286438f0-710c-5c88-8970-9c0d1a1e12fc', 'conv-2-replaced', 18, '{"error": null, "reason": "replaced", "totals": {"tokens": null, "framesDropped": 0, "eventsRecorded": 0, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "closeCode": null, "sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0", "closeReason": null, "totalsComplete": false}', NULL, 'session_ended', '2026-11-25 23:43:56.583256+00', '*DEFAULT*', 'Realtime.Sessions.SessionEnded, Realtime.Sessions', 'c61d76f88cd5a1cf1c96b357dfef756d', 'Start', '{"traceparent": "00-c61d76f88cd5a1cf1c96b357dfef756d-33c36693865a6d6d-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (81, 'bf7768c5-174b-4630-b0f8-2ba7feb34de5', 'conv-2-replaced', 19, '{"options": {"atCap": "end", "model": "gpt-realtime", "voice": "cedar", "driver": "managed", "modality": "text", "maxSeconds": 600, "idleSeconds": 120, "instructions": "Be brief.", "onWorkerLost": "end"}, "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'session_requested', '2026-11-25 23:43:56.583256+00', '*DEFAULT*', 'Realtime.Sessions.SessionRequested, Realtime.Sessions', 'c61d76f88cd5a1cf1c96b357dfef756d', 'Start', '{"traceparent": "00-c61d76f88cd5a1cf1c96b357dfef756d-33c36693865a6d6d-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (85, '2a64cddb-e7ba-50c8-a62d-c2d64b473994', 'conv-2-replaced', 23, '{"role": "user", "text": "Second one, żółć ✓", "inputId": "in-2", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'text_submitted', '2026-11-25 23:43:56.69358+00', '*DEFAULT*', 'Realtime.Sessions.TextSubmitted, Realtime.Sessions', '60aa6248e2e3d898fd33a3c518bf4c3a', 'SubmitText', '{"traceparent": "00-60aa6248e2e3d898fd33a3c518bf4c3a-38f2dea57d7e7aad-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (100, 'a9878ba7-a854-58c0-8863-c6212772252f', 'conv-2-replaced', 38, '{"sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'end_requested', '2026-11-25 23:43:57.252522+00', '*DEFAULT*', 'Realtime.Sessions.EndRequested, Realtime.Sessions', 'cfdb8f9333f29f70baf0ac2cc41a432a', 'RequestEnd', '{"traceparent": "00-cfdb8f9333f29f70baf0ac2cc41a432a-c42ed04d73c55628-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (122, '9e870f47-073c-547c-ac3f-bc024cb66b1e', 'conv-3-erased', 21, '{"sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'end_requested', '2026-11-25 23:43:58.03921+00', '*DEFAULT*', 'Realtime.Sessions.EndRequested, Realtime.Sessions', 'e881701eac31b08ed3375f3265068134', 'RequestEnd', '{"traceparent": "00-e881701eac31b08ed3375f3265068134-ff7a76fb66f2c898-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (102, 'df9a2cf1-c86e-4426-8cd3-40d1ccef9caa', 'conv-3-erased', 1, '{"options": {"atCap": "end", "model": "gpt-realtime", "voice": null, "driver": "managed", "modality": "text", "maxSeconds": null, "idleSeconds": null, "instructions": "[masked]", "onWorkerLost": "end"}, "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'session_requested', '2026-11-25 23:43:57.381808+00', '*DEFAULT*', 'Realtime.Sessions.SessionRequested, Realtime.Sessions', 'aec409251771de5e866a1a75e8a961ca', 'Start', '{"masked": true, "traceparent": "00-aec409251771de5e866a1a75e8a961ca-b2b4d1a48496d07e-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (106, 'bd76bf20-44d0-5de7-982e-2a5716b597ca', 'conv-3-erased', 5, '{"role": "user", "text": "[masked]", "inputId": "in-1", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'text_submitted', '2026-11-25 23:43:57.453726+00', '*DEFAULT*', 'Realtime.Sessions.TextSubmitted, Realtime.Sessions', 'bb07b0bcc2f9f999d1e55ad90f3b33cd', 'SubmitText', '{"masked": true, "traceparent": "00-bb07b0bcc2f9f999d1e55ad90f3b33cd-22e1b8c9efc23fbd-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (111, '01a21518-3419-7c9b-85bf-0ed694cb9504', 'conv-3-erased', 10, '{"item": {"id": "item_0e501b4b66ea46cd82cbc9e6", "role": "assistant", "type": "message", "object": "realtime.item", "status": "in_progress"}, "itemId": "item_0e501b4b66ea46cd82cbc9e6", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'item_added', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (112, '01a21518-3419-77c3-946a-c57216144b6e', 'conv-3-erased', 11, '{"role": "assistant", "text": "[masked]", "itemId": "item_0e501b4b66ea46cd82cbc9e6", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'transcript_delta', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (113, '01a21518-3419-7996-a299-733ac0a117d7', 'conv-3-erased', 12, '{"role": "assistant", "text": "[masked]", "itemId": "item_0e501b4b66ea46cd82cbc9e6", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'transcript_delta', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (114, '01a21518-3419-7cbe-b247-325727a69990', 'conv-3-erased', 13, '{"role": "assistant", "text": "[masked]", "itemId": "item_0e501b4b66ea46cd82cbc9e6", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'transcript_delta', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (115, '01a21518-3419-7ef3-b5d5-ba34a2c9938b', 'conv-3-erased', 14, '{"role": "assistant", "text": "[masked]", "itemId": "item_0e501b4b66ea46cd82cbc9e6", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'transcript_delta', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (132, 'b6a0912f-472c-4538-b707-c799cdf0981b', 'conv-7-resumed', 1, '{"options": {"atCap": "end", "model": "gpt-realtime", "voice": null, "driver": "managed", "modality": "text", "maxSeconds": null, "idleSeconds": null, "instructions": null, "onWorkerLost": "resume"}, "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'session_requested', '2026-11-25 23:44:16.157264+00', '*DEFAULT*', 'Realtime.Sessions.SessionRequested, Realtime.Sessions', 'a24cd2c83a7047b2e304e86b3749c8f5', 'Start', '{"traceparent": "00-a24cd2c83a7047b2e304e86b3749c8f5-9a1bf22df54c0df2-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (167, '1a2fc662-257c-5e11-9c61-7860b761e960', 'conv-7-resumed', 21, '{"role": "user", "text": "Still there?", "inputId": "in-2", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'text_submitted', '2026-11-25 23:44:32.089656+00', '*DEFAULT*', 'Realtime.Sessions.TextSubmitted, Realtime.Sessions', '548b945c30d10cfb50aee0546f4975e0', 'SubmitText', '{"traceparent": "00-548b945c30d10cfb50aee0546f4975e0-3825a1035e3e65f1-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (66, '01a21518-2ea7-72b5-9207-159922b0c1f1', 'conv-2-replaced', 4, '{"sessionId": "ced09382-bc0f-43e3-a5cc-6287dd729ec0", "notRecorded": null, "configuration": {"id": "sess_66d6af5f94ab4423af09e57a", "type": "realtime", "audio": {"input": {"format": {"rate": 24000, "type": "audio/pcm"}, "transcription": {"model": "gpt-4o-mini-transcribe"}, "turn_detection": {"type": "server_vad", "threshold": 0.5, "create_response": true, "idle_timeout_ms": null, "prefix_padding_ms": 300, "interrupt_response": true, "silence_duration_ms": 500}, "noise_reduction": null}, "output": {"speed": 1, "voice": "marin", "format": {"rate": 24000, "type": "audio/pcm"}}}, "model": "gpt-realtime", "tools": [], "object": "realtime.session", "prompt": null, "include": null, "tracing": null, "expires_at": 1795653836, "truncation": "auto", "tool_choice": "auto", "instructions": "", "max_output_tokens": "inf", "output_modalities": ["text"]}, "upstreamSessionId": "sess_66d6af5f94ab4423af09e57a"}', NULL, 'upstream_configured', '2026-11-25 23:43:56.077775+00', '*DEFAULT*', 'Realtime.Sessions.UpstreamConfigured, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (87, '01a21518-311c-7c01-8b8d-430322f9cc6d', 'conv-2-replaced', 25, '{"item": {"id": "item_a308b9be54274ab4ac76b40f", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "Second one, żółć ✓", "type": "input_text"}]}, "itemId": "item_a308b9be54274ab4ac76b40f", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'item_added', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (88, '01a21518-311c-7d17-9284-7147129dd5fc', 'conv-2-replaced', 26, '{"item": {"id": "item_a308b9be54274ab4ac76b40f", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "Second one, żółć ✓", "type": "input_text"}]}, "itemId": "item_a308b9be54274ab4ac76b40f", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'item_done', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (89, '01a21518-311c-718e-b01c-590c36df2d22', 'conv-2-replaced', 27, '{"sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5", "responseId": "resp_4b3ef2a4b7d04088b94e7afc"}', NULL, 'response_started', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.ResponseStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (90, '01a21518-311c-7fba-adc3-3e710b38a299', 'conv-2-replaced', 28, '{"item": {"id": "item_ee359fa9e2ab4e188321976b", "role": "assistant", "type": "message", "object": "realtime.item", "status": "in_progress", "content": []}, "itemId": "item_ee359fa9e2ab4e188321976b", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'item_added', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (91, '01a21518-311c-77d6-b6d5-dcdd7996ab7c', 'conv-2-replaced', 29, '{"role": "assistant", "text": "You", "itemId": "item_ee359fa9e2ab4e188321976b", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'transcript_delta', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (92, '01a21518-311c-70dd-b213-db3ad8a01212', 'conv-2-replaced', 30, '{"role": "assistant", "text": " said:", "itemId": "item_ee359fa9e2ab4e188321976b", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'transcript_delta', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (93, '01a21518-311c-7802-a804-804cfa48f4a0', 'conv-2-replaced', 31, '{"role": "assistant", "text": " Second", "itemId": "item_ee359fa9e2ab4e188321976b", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'transcript_delta', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (94, '01a21518-311c-774d-8001-29e685e346e1', 'conv-2-replaced', 32, '{"role": "assistant", "text": " one,", "itemId": "item_ee359fa9e2ab4e188321976b", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'transcript_delta', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (95, '01a21518-311c-7694-9549-984bc26aebda', 'conv-2-replaced', 33, '{"role": "assistant", "text": " żółć", "itemId": "item_ee359fa9e2ab4e188321976b", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'transcript_delta', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (96, '01a21518-311c-7d25-ab06-c2831d3d6cbc', 'conv-2-replaced', 34, '{"role": "assistant", "text": " ✓", "itemId": "item_ee359fa9e2ab4e188321976b", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'transcript_delta', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (97, '01a21518-311c-7573-b99a-4d9ce3dbd881', 'conv-2-replaced', 35, '{"role": "assistant", "text": "You said: Second one, żółć ✓", "itemId": "item_ee359fa9e2ab4e188321976b", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'transcript_completed', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptCompleted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (98, '01a21518-311c-7fcb-a94d-452ef17b25bc', 'conv-2-replaced', 36, '{"item": {"id": "item_ee359fa9e2ab4e188321976b", "role": "assistant", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "You said: Second one, żółć ✓", "type": "output_text"}]}, "itemId": "item_ee359fa9e2ab4e188321976b", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'item_done', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (99, '01a21518-311c-7754-9362-d560f5cfaa48', 'conv-2-replaced', 37, '{"usage": {"input": 5, "output": 7}, "status": "completed", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5", "responseId": "resp_4b3ef2a4b7d04088b94e7afc"}', NULL, 'response_done', '2026-11-25 23:43:56.700904+00', '*DEFAULT*', 'Realtime.Sessions.ResponseDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (101, '8019c2eb-95df-597e-9e12-06ff50dee10f', 'conv-2-replaced', 39, '{"error": null, "reason": "requested", "totals": {"tokens": {"input": 5, "output": 7}, "framesDropped": 0, "eventsRecorded": 14, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "closeCode": null, "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5", "closeReason": null, "totalsComplete": true}', NULL, 'session_ended', '2026-11-25 23:43:57.335899+00', '*DEFAULT*', 'Realtime.Sessions.SessionEnded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (104, '98c4f950-254d-5261-83de-0ee436394c81', 'conv-3-erased', 3, '{"model": "gpt-realtime", "voice": null, "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa", "connectMilliseconds": 3}', NULL, 'session_started', '2026-11-25 23:43:57.396311+00', '*DEFAULT*', 'Realtime.Sessions.SessionStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (82, '8a242264-5b1d-5163-8cc3-21e913886850', 'conv-2-replaced', 20, '{"epoch": 1, "address": "http://127.0.0.1:5392", "workerId": "01a2151808d27f41982a254cb4c65ab7", "sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5"}', NULL, 'session_claimed', '2026-11-25 23:43:56.634292+00', '*DEFAULT*', 'Realtime.Sessions.SessionClaimed, Realtime.Sessions', 'c61d76f88cd5a1cf1c96b357dfef756d', 'Claim', '{"worker": "01a2151808d27f41982a254cb4c65ab7", "traceparent": "00-c61d76f88cd5a1cf1c96b357dfef756d-2b87743a09a7a841-01"}', 'worker', false);
INSERT INTO public.mt_events VALUES (84, '01a21518-30f0-79bf-a7d5-5186a98f36be', 'conv-2-replaced', 22, '{"sessionId": "bf7768c5-174b-4630-b0f8-2ba7feb34de5", "notRecorded": null, "configuration": {"id": "sess_02ab371d052d4143b8bc6efa", "type": "realtime", "audio": {"input": {"format": {"rate": 24000, "type": "audio/pcm"}, "transcription": {"model": "gpt-4o-mini-transcribe"}, "turn_detection": {"type": "server_vad", "threshold": 0.5, "create_response": true, "idle_timeout_ms": null, "prefix_padding_ms": 300, "interrupt_response": true, "silence_duration_ms": 500}, "noise_reduction": null}, "output": {"speed": 1, "voice": "cedar", "format": {"rate": 24000, "type": "audio/pcm"}}}, "model": "gpt-realtime", "tools": [], "object": "realtime.session", "prompt": null, "include": null, "tracing": null, "expires_at": 1795653836, "truncation": "auto", "tool_choice": "auto", "max_output_tokens": "inf", "output_modalities": ["text"]}, "upstreamSessionId": "sess_02ab371d052d4143b8bc6efa"}', NULL, 'upstream_configured', '2026-11-25 23:43:56.656485+00', '*DEFAULT*', 'Realtime.Sessions.UpstreamConfigured, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (107, 'a0164705-0e1e-5503-91ff-486e6b98cde9', 'conv-3-erased', 6, '{"inputId": "in-1", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'text_delivered', '2026-11-25 23:43:57.462245+00', '*DEFAULT*', 'Realtime.Sessions.TextDelivered, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (129, '7d48665e-cad1-52b9-953f-5cb953ec9f0b', 'conv-6-worker-lost', 2, '{"epoch": 1, "address": "http://127.0.0.1:5392", "workerId": "01a2151808d27f41982a254cb4c65ab7", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'session_claimed', '2026-11-25 23:44:15.869071+00', '*DEFAULT*', 'Realtime.Sessions.SessionClaimed, Realtime.Sessions', 'bc78cb9d0443887c8ede5a340a443cbc', 'Claim', '{"worker": "01a2151808d27f41982a254cb4c65ab7", "traceparent": "00-bc78cb9d0443887c8ede5a340a443cbc-823980fb9a26071e-01"}', 'worker', false);
INSERT INTO public.mt_events VALUES (133, '5da7b25a-e830-56a0-b62c-256cbb80bfa1', 'conv-7-resumed', 2, '{"epoch": 1, "address": "http://127.0.0.1:5392", "workerId": "01a2151808d27f41982a254cb4c65ab7", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'session_claimed', '2026-11-25 23:44:16.243715+00', '*DEFAULT*', 'Realtime.Sessions.SessionClaimed, Realtime.Sessions', 'a24cd2c83a7047b2e304e86b3749c8f5', 'Claim', '{"worker": "01a2151808d27f41982a254cb4c65ab7", "traceparent": "00-a24cd2c83a7047b2e304e86b3749c8f5-fe93cd9521f86df9-01"}', 'worker', false);
INSERT INTO public.mt_events VALUES (137, '818a67d2-b132-5255-b6fd-a52fb0a59a19', 'conv-6-worker-lost', 6, '{"inputId": "in-1", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'text_delivered', '2026-11-25 23:44:16.577336+00', '*DEFAULT*', 'Realtime.Sessions.TextDelivered, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (103, '7e350493-5eda-5e34-af1c-14f45bb33b44', 'conv-3-erased', 2, '{"epoch": 1, "address": "http://127.0.0.1:5392", "workerId": "01a2151808d27f41982a254cb4c65ab7", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'session_claimed', '2026-11-25 23:43:57.390462+00', '*DEFAULT*', 'Realtime.Sessions.SessionClaimed, Realtime.Sessions', 'aec409251771de5e866a1a75e8a961ca', 'Claim', '{"worker": "01a2151808d27f41982a254cb4c65ab7", "traceparent": "00-aec409251771de5e866a1a75e8a961ca-e1d88a1de880754b-01"}', 'worker', false);
INSERT INTO public.mt_events VALUES (127, '4519c5d1-9d3f-538d-9e2e-ad2605c97b89', 'conv-5-start-failed', 3, '{"error": {"code": "upstream_unauthorized", "origin": "upstream", "message": "Upstream refused the handshake with 401: check its key.", "retryable": false}, "reason": "start_failed", "totals": {"tokens": {"input": 0, "output": 0}, "framesDropped": 0, "eventsRecorded": 0, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "closeCode": null, "sessionId": "f035ce72-ec6b-4aea-9627-eaaa67ce2e47", "closeReason": null, "totalsComplete": true}', NULL, 'session_ended', '2026-11-25 23:44:00.365575+00', '*DEFAULT*', 'Realtime.Sessions.SessionEnded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (110, '01a21518-3419-75d2-a67d-01a578d7519e', 'conv-3-erased', 9, '{"sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa", "responseId": "resp_d5a178063f584630ba385227"}', NULL, 'response_started', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.ResponseStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (121, '01a21518-3419-7559-bfbd-6b0803f99496', 'conv-3-erased', 20, '{"usage": {"input": 7, "output": 9}, "status": "completed", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa", "responseId": "resp_d5a178063f584630ba385227"}', NULL, 'response_done', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.ResponseDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (123, '13ce91f6-ef59-51f0-8741-1eecbf5a76ff', 'conv-3-erased', 22, '{"error": null, "reason": "requested", "totals": {"tokens": {"input": 7, "output": 9}, "framesDropped": 0, "eventsRecorded": 15, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "closeCode": null, "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa", "closeReason": null, "totalsComplete": true}', NULL, 'session_ended', '2026-11-25 23:43:58.081288+00', '*DEFAULT*', 'Realtime.Sessions.SessionEnded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (108, '01a21518-3419-744f-bbd4-d3103b0be63a', 'conv-3-erased', 7, '{"item": {"id": "item_d081e29e9afa4b2a872a5d14", "role": "user", "type": "message", "object": "realtime.item", "status": "completed"}, "itemId": "item_d081e29e9afa4b2a872a5d14", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'item_added', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (109, '01a21518-3419-7678-9fc8-2b687a6ee1e1', 'conv-3-erased', 8, '{"item": {"id": "item_d081e29e9afa4b2a872a5d14", "role": "user", "type": "message", "object": "realtime.item", "status": "completed"}, "itemId": "item_d081e29e9afa4b2a872a5d14", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'item_done', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (130, '64d6d2ce-603b-5662-b402-752e02054854', 'conv-6-worker-lost', 3, '{"model": "gpt-realtime", "voice": null, "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb", "connectMilliseconds": 3}', NULL, 'session_started', '2026-11-25 23:44:15.88022+00', '*DEFAULT*', 'Realtime.Sessions.SessionStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (134, '43dfdfab-0232-59e2-ac12-1dc7ba54a1e6', 'conv-7-resumed', 3, '{"model": "gpt-realtime", "voice": null, "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b", "connectMilliseconds": 26}', NULL, 'session_started', '2026-11-25 23:44:16.287352+00', '*DEFAULT*', 'Realtime.Sessions.SessionStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (138, '01a21518-7ed3-7ac1-bf45-e937c999b6b2', 'conv-6-worker-lost', 7, '{"item": {"id": "item_7cc157c77dd348d3ab67421c", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "Before the crash", "type": "input_text"}]}, "itemId": "item_7cc157c77dd348d3ab67421c", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'item_added', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (139, '01a21518-7ed3-7a4c-b3ea-16013f14c78d', 'conv-6-worker-lost', 8, '{"item": {"id": "item_7cc157c77dd348d3ab67421c", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "Before the crash", "type": "input_text"}]}, "itemId": "item_7cc157c77dd348d3ab67421c", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'item_done', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (140, '01a21518-7ed3-7198-baa9-9d32e633a4fd', 'conv-6-worker-lost', 9, '{"sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb", "responseId": "resp_b5a994462d6e40d38919cd4f"}', NULL, 'response_started', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.ResponseStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (141, '01a21518-7ed3-78f2-8946-d7a406ab805c', 'conv-6-worker-lost', 10, '{"item": {"id": "item_0f8b8f772ed44d04ab795d4d", "role": "assistant", "type": "message", "object": "realtime.item", "status": "in_progress", "content": []}, "itemId": "item_0f8b8f772ed44d04ab795d4d", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'item_added', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (142, '01a21518-7ed3-7b40-a996-e41b09829a53', 'conv-6-worker-lost', 11, '{"role": "assistant", "text": "You", "itemId": "item_0f8b8f772ed44d04ab795d4d", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'transcript_delta', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (143, '01a21518-7ed3-731d-8d68-242539340aba', 'conv-6-worker-lost', 12, '{"role": "assistant", "text": " said:", "itemId": "item_0f8b8f772ed44d04ab795d4d", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'transcript_delta', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (144, '01a21518-7ed3-7423-87f1-f2c9582c04f0', 'conv-6-worker-lost', 13, '{"role": "assistant", "text": " Before", "itemId": "item_0f8b8f772ed44d04ab795d4d", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'transcript_delta', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (145, '01a21518-7ed3-7aa7-a329-3b42e853bc49', 'conv-6-worker-lost', 14, '{"role": "assistant", "text": " the", "itemId": "item_0f8b8f772ed44d04ab795d4d", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'transcript_delta', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (146, '01a21518-7ed3-74e1-a0c6-3bbc68876328', 'conv-6-worker-lost', 15, '{"role": "assistant", "text": " crash", "itemId": "item_0f8b8f772ed44d04ab795d4d", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'transcript_delta', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (147, '01a21518-7ed3-75d2-a4b0-da15c5bf9499', 'conv-6-worker-lost', 16, '{"role": "assistant", "text": "You said: Before the crash", "itemId": "item_0f8b8f772ed44d04ab795d4d", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'transcript_completed', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptCompleted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (116, '01a21518-3419-77d2-a127-aee1e3559e8e', 'conv-3-erased', 15, '{"role": "assistant", "text": "[masked]", "itemId": "item_0e501b4b66ea46cd82cbc9e6", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'transcript_delta', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (117, '01a21518-3419-78e1-99d5-165a3739eef1', 'conv-3-erased', 16, '{"role": "assistant", "text": "[masked]", "itemId": "item_0e501b4b66ea46cd82cbc9e6", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'transcript_delta', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (118, '01a21518-3419-72db-8a1c-f19d176dd97b', 'conv-3-erased', 17, '{"role": "assistant", "text": "[masked]", "itemId": "item_0e501b4b66ea46cd82cbc9e6", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'transcript_delta', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (119, '01a21518-3419-7116-847b-63fd2654c66a', 'conv-3-erased', 18, '{"role": "assistant", "text": "[masked]", "itemId": "item_0e501b4b66ea46cd82cbc9e6", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'transcript_completed', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptCompleted, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (120, '01a21518-3419-76ae-afee-615314e06f64', 'conv-3-erased', 19, '{"item": {"id": "item_0e501b4b66ea46cd82cbc9e6", "role": "assistant", "type": "message", "object": "realtime.item", "status": "completed"}, "itemId": "item_0e501b4b66ea46cd82cbc9e6", "sessionId": "df9a2cf1-c86e-4426-8cd3-40d1ccef9caa"}', NULL, 'item_done', '2026-11-25 23:43:57.467852+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"masked": true, "worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (124, '01a21518-3ee3-78fd-8145-f23f26582820', 'conv-3-erased', 23, '{"digest": "08b61a5725467b05017f641e3957d420ef471a99cf7b27f67d68021d8157bf84", "versions": [{"to": 1, "from": 1}, {"to": 5, "from": 4}, {"to": 8, "from": 7}, {"to": 19, "from": 10}]}', NULL, 'content_masked', '2026-11-25 23:44:00.233711+00', '*DEFAULT*', 'Realtime.Sessions.ContentMasked, Realtime.Sessions', 'f3614fbc111c8f4e82c1fd2f65b5bd6d', 'EraseContent', '{"traceparent": "00-f3614fbc111c8f4e82c1fd2f65b5bd6d-5909b34f9852e097-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (125, 'f035ce72-ec6b-4aea-9627-eaaa67ce2e47', 'conv-5-start-failed', 1, '{"options": {"atCap": "end", "model": "sim-fault-refuse-401", "voice": null, "driver": "managed", "modality": "audio", "maxSeconds": null, "idleSeconds": null, "instructions": null, "onWorkerLost": "end"}, "sessionId": "f035ce72-ec6b-4aea-9627-eaaa67ce2e47"}', NULL, 'session_requested', '2026-11-25 23:44:00.269999+00', '*DEFAULT*', 'Realtime.Sessions.SessionRequested, Realtime.Sessions', 'c91b50a15e258b074b10d670ac7a9cbc', 'Start', '{"traceparent": "00-c91b50a15e258b074b10d670ac7a9cbc-12e692e1708633f5-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (128, '219b61d2-1d85-4324-9b47-4d50977d09cb', 'conv-6-worker-lost', 1, '{"options": {"atCap": "end", "model": "gpt-realtime", "voice": null, "driver": "managed", "modality": "text", "maxSeconds": null, "idleSeconds": null, "instructions": null, "onWorkerLost": "end"}, "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'session_requested', '2026-11-25 23:44:15.857156+00', '*DEFAULT*', 'Realtime.Sessions.SessionRequested, Realtime.Sessions', 'bc78cb9d0443887c8ede5a340a443cbc', 'Start', '{"traceparent": "00-bc78cb9d0443887c8ede5a340a443cbc-24aad429e58424a9-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (136, 'c34a3811-a687-5aed-9a8b-54a7e0e05a3c', 'conv-6-worker-lost', 5, '{"role": "user", "text": "Before the crash", "inputId": "in-1", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'text_submitted', '2026-11-25 23:44:16.544626+00', '*DEFAULT*', 'Realtime.Sessions.TextSubmitted, Realtime.Sessions', 'c8e2327ecc8fb3838270d78008aff631', 'SubmitText', '{"traceparent": "00-c8e2327ecc8fb3838270d78008aff631-2d94d5809daa9db8-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (150, 'c3f36d67-be58-5b79-99ac-5583b7ee07e7', 'conv-7-resumed', 5, '{"role": "user", "text": "Remember me", "inputId": "in-1", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'text_submitted', '2026-11-25 23:44:16.666023+00', '*DEFAULT*', 'Realtime.Sessions.TextSubmitted, Realtime.Sessions', 'a3b8a0b60eb7bbf5a2179db2695547da', 'SubmitText', '{"traceparent": "00-a3b8a0b60eb7bbf5a2179db2695547da-aae8dce084f5ae2f-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (180, '106567a1-271f-5db8-aac7-c4b8df0043e2', 'conv-7-resumed', 34, '{"sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'end_requested', '2026-11-25 23:44:33.504515+00', '*DEFAULT*', 'Realtime.Sessions.EndRequested, Realtime.Sessions', 'ebccfff42ad603eb2b1156f5c6960510', 'RequestEnd', '{"traceparent": "00-ebccfff42ad603eb2b1156f5c6960510-a38fe2159acf41f5-01"}', 'api', false);
INSERT INTO public.mt_events VALUES (135, '01a21518-7da2-789d-b10b-7b1432ee631d', 'conv-7-resumed', 4, '{"sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b", "notRecorded": null, "configuration": {"id": "sess_8abe4aace00d47a8affccc0c", "type": "realtime", "audio": {"input": {"format": {"rate": 24000, "type": "audio/pcm"}, "transcription": {"model": "gpt-4o-mini-transcribe"}, "turn_detection": {"type": "server_vad", "threshold": 0.5, "create_response": true, "idle_timeout_ms": null, "prefix_padding_ms": 300, "interrupt_response": true, "silence_duration_ms": 500}, "noise_reduction": null}, "output": {"speed": 1, "voice": "marin", "format": {"rate": 24000, "type": "audio/pcm"}}}, "model": "gpt-realtime", "tools": [], "object": "realtime.session", "prompt": null, "include": null, "tracing": null, "expires_at": 1795653856, "truncation": "auto", "tool_choice": "auto", "instructions": "", "max_output_tokens": "inf", "output_modalities": ["text"]}, "upstreamSessionId": "sess_8abe4aace00d47a8affccc0c"}', NULL, 'upstream_configured', '2026-11-25 23:44:16.298744+00', '*DEFAULT*', 'Realtime.Sessions.UpstreamConfigured, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (151, '2859fc80-e044-5c03-a8fa-dbf7881af7a3', 'conv-7-resumed', 6, '{"inputId": "in-1", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'text_delivered', '2026-11-25 23:44:16.674421+00', '*DEFAULT*', 'Realtime.Sessions.TextDelivered, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (148, '01a21518-7ed3-7272-870b-196692a5ef17', 'conv-6-worker-lost', 17, '{"item": {"id": "item_0f8b8f772ed44d04ab795d4d", "role": "assistant", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "You said: Before the crash", "type": "output_text"}]}, "itemId": "item_0f8b8f772ed44d04ab795d4d", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb"}', NULL, 'item_done', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (149, '01a21518-7ed3-7c3c-8579-9bb0f81ffd21', 'conv-6-worker-lost', 18, '{"usage": {"input": 4, "output": 7}, "status": "completed", "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb", "responseId": "resp_b5a994462d6e40d38919cd4f"}', NULL, 'response_done', '2026-11-25 23:44:16.595976+00', '*DEFAULT*', 'Realtime.Sessions.ResponseDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (152, '01a21518-7f34-7e38-bee5-366eac518ae5', 'conv-7-resumed', 7, '{"item": {"id": "item_be611a4c41844685a93d0cf7", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "Remember me", "type": "input_text"}]}, "itemId": "item_be611a4c41844685a93d0cf7", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'item_added', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (153, '01a21518-7f34-701d-b2f0-26510d9571d1', 'conv-7-resumed', 8, '{"item": {"id": "item_be611a4c41844685a93d0cf7", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "Remember me", "type": "input_text"}]}, "itemId": "item_be611a4c41844685a93d0cf7", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'item_done', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (154, '01a21518-7f34-7e04-987c-59e0aa7be51c', 'conv-7-resumed', 9, '{"sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b", "responseId": "resp_6497e049c3d74b778cfd9567"}', NULL, 'response_started', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.ResponseStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (155, '01a21518-7f34-7925-9335-51e92b953376', 'conv-7-resumed', 10, '{"item": {"id": "item_fd38d23e7216459cab94ff86", "role": "assistant", "type": "message", "object": "realtime.item", "status": "in_progress", "content": []}, "itemId": "item_fd38d23e7216459cab94ff86", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'item_added', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (156, '01a21518-7f34-7e7b-8db0-8dfe6a008104', 'conv-7-resumed', 11, '{"role": "assistant", "text": "You", "itemId": "item_fd38d23e7216459cab94ff86", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'transcript_delta', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (157, '01a21518-7f34-74dd-88f1-b4285d4d41ab', 'conv-7-resumed', 12, '{"role": "assistant", "text": " said:", "itemId": "item_fd38d23e7216459cab94ff86", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'transcript_delta', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (158, '01a21518-7f34-7cca-8a3c-0ca4bf80f1c6', 'conv-7-resumed', 13, '{"role": "assistant", "text": " Remember", "itemId": "item_fd38d23e7216459cab94ff86", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'transcript_delta', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (159, '01a21518-7f34-740c-a2ab-81d851fdafbb', 'conv-7-resumed', 14, '{"role": "assistant", "text": " me", "itemId": "item_fd38d23e7216459cab94ff86", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'transcript_delta', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (160, '01a21518-7f34-7310-9a78-68e81a462684', 'conv-7-resumed', 15, '{"role": "assistant", "text": "You said: Remember me", "itemId": "item_fd38d23e7216459cab94ff86", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'transcript_completed', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptCompleted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (161, '01a21518-7f34-72bc-a1be-e239b3c80edb', 'conv-7-resumed', 16, '{"item": {"id": "item_fd38d23e7216459cab94ff86", "role": "assistant", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "You said: Remember me", "type": "output_text"}]}, "itemId": "item_fd38d23e7216459cab94ff86", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'item_done', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (162, '01a21518-7f34-7449-96c4-3ee38e9b2356', 'conv-7-resumed', 17, '{"usage": {"input": 3, "output": 6}, "status": "completed", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b", "responseId": "resp_6497e049c3d74b778cfd9567"}', NULL, 'response_done', '2026-11-25 23:44:16.692713+00', '*DEFAULT*', 'Realtime.Sessions.ResponseDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a2151808d27f41982a254cb4c65ab7"}', 'worker', false);
INSERT INTO public.mt_events VALUES (163, 'e1cfb5eb-65ec-5bc3-9d6e-eedd3ccd023b', 'conv-6-worker-lost', 19, '{"error": {"code": "worker_lost", "origin": "worker", "message": "The worker that owned the session stopped answering.", "retryable": true}, "reason": "worker_lost", "totals": {"tokens": null, "framesDropped": 0, "eventsRecorded": 0, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "closeCode": null, "sessionId": "219b61d2-1d85-4324-9b47-4d50977d09cb", "closeReason": null, "totalsComplete": false}', NULL, 'session_ended', '2026-11-25 23:44:31.375985+00', '*DEFAULT*', 'Realtime.Sessions.SessionEnded, Realtime.Sessions', NULL, 'LoseWorker', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (164, '99653662-1caf-5b7c-9260-4430d27e3e90', 'conv-7-resumed', 18, '{"epoch": 2, "address": "http://127.0.0.1:5393", "workerId": "01a21518831c7c2e8677f081f41d0c98", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'session_claimed', '2026-11-25 23:44:31.369944+00', '*DEFAULT*', 'Realtime.Sessions.SessionClaimed, Realtime.Sessions', NULL, 'TakeOver', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (165, '01a21518-b9f8-7825-9d47-59c152ac93bb', 'conv-7-resumed', 19, '{"epoch": 2, "workerId": "01a21518831c7c2e8677f081f41d0c98", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b", "notRestored": [], "itemsReplayed": 2}', NULL, 'session_resumed', '2026-11-25 23:44:31.781391+00', '*DEFAULT*', 'Realtime.Sessions.SessionResumed, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (171, '01a21518-bb9d-75f0-925c-94efd6d0f182', 'conv-7-resumed', 25, '{"sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b", "responseId": "resp_f8507e41e1d94abc9a9a9476"}', NULL, 'response_started', '2026-11-25 23:44:32.208051+00', '*DEFAULT*', 'Realtime.Sessions.ResponseStarted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (166, '01a21518-ba52-78da-bb10-dc1bff96b395', 'conv-7-resumed', 20, '{"sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b", "notRecorded": null, "configuration": {"id": "sess_3b4b08e6e1c94d39a144930a", "type": "realtime", "audio": {"input": {"format": {"rate": 24000, "type": "audio/pcm"}, "transcription": {"model": "gpt-4o-mini-transcribe"}, "turn_detection": {"type": "server_vad", "threshold": 0.5, "create_response": true, "idle_timeout_ms": null, "prefix_padding_ms": 300, "interrupt_response": true, "silence_duration_ms": 500}, "noise_reduction": null}, "output": {"speed": 1, "voice": "marin", "format": {"rate": 24000, "type": "audio/pcm"}}}, "model": "gpt-realtime", "tools": [], "object": "realtime.session", "prompt": null, "include": null, "tracing": null, "expires_at": 1795653871, "truncation": "auto", "tool_choice": "auto", "instructions": "", "max_output_tokens": "inf", "output_modalities": ["text"]}, "upstreamSessionId": "sess_3b4b08e6e1c94d39a144930a"}', NULL, 'upstream_configured', '2026-11-25 23:44:31.827348+00', '*DEFAULT*', 'Realtime.Sessions.UpstreamConfigured, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (168, '01a21518-bb9b-7274-bb0f-e06ada76e712', 'conv-7-resumed', 22, '{"item": {"id": "item_d568b483d2e2450082d1f214", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "Still there?", "type": "input_text"}]}, "itemId": "item_d568b483d2e2450082d1f214", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'item_added', '2026-11-25 23:44:32.159091+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (169, '01a21518-bb9b-7c7f-83d7-c122be8605df', 'conv-7-resumed', 23, '{"item": {"id": "item_d568b483d2e2450082d1f214", "role": "user", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "Still there?", "type": "input_text"}]}, "itemId": "item_d568b483d2e2450082d1f214", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'item_done', '2026-11-25 23:44:32.159091+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (170, 'c1fadb7c-a90d-54e4-bae9-00dc7887d998', 'conv-7-resumed', 24, '{"inputId": "in-2", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'text_delivered', '2026-11-25 23:44:32.159091+00', '*DEFAULT*', 'Realtime.Sessions.TextDelivered, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (172, '01a21518-bb9d-7766-9b00-bd0ca3fb090a', 'conv-7-resumed', 26, '{"item": {"id": "item_6f052400ada04bf38ec6a07b", "role": "assistant", "type": "message", "object": "realtime.item", "status": "in_progress", "content": []}, "itemId": "item_6f052400ada04bf38ec6a07b", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'item_added', '2026-11-25 23:44:32.208051+00', '*DEFAULT*', 'Realtime.Sessions.ItemAdded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (173, '01a21518-bb9d-7392-9757-785f52c9f685', 'conv-7-resumed', 27, '{"role": "assistant", "text": "You", "itemId": "item_6f052400ada04bf38ec6a07b", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'transcript_delta', '2026-11-25 23:44:32.208051+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (174, '01a21518-bb9d-716a-970a-af3b689a4f2c', 'conv-7-resumed', 28, '{"role": "assistant", "text": " said:", "itemId": "item_6f052400ada04bf38ec6a07b", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'transcript_delta', '2026-11-25 23:44:32.208051+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (175, '01a21518-bb9d-7d9e-81e0-23cb927312a8', 'conv-7-resumed', 29, '{"role": "assistant", "text": " Still", "itemId": "item_6f052400ada04bf38ec6a07b", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'transcript_delta', '2026-11-25 23:44:32.208051+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (176, '01a21518-bb9d-7b41-8b93-e6f2dce8f88d', 'conv-7-resumed', 30, '{"role": "assistant", "text": " there?", "itemId": "item_6f052400ada04bf38ec6a07b", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'transcript_delta', '2026-11-25 23:44:32.208051+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptDelta, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (177, '01a21518-bb9d-744e-9e25-37428e1f2045', 'conv-7-resumed', 31, '{"role": "assistant", "text": "You said: Still there?", "itemId": "item_6f052400ada04bf38ec6a07b", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'transcript_completed', '2026-11-25 23:44:32.208051+00', '*DEFAULT*', 'Realtime.Sessions.TranscriptCompleted, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (178, '01a21518-bb9d-74a4-901e-badaee55f8ba', 'conv-7-resumed', 32, '{"item": {"id": "item_6f052400ada04bf38ec6a07b", "role": "assistant", "type": "message", "object": "realtime.item", "status": "completed", "content": [{"text": "You said: Still there?", "type": "output_text"}]}, "itemId": "item_6f052400ada04bf38ec6a07b", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b"}', NULL, 'item_done', '2026-11-25 23:44:32.208051+00', '*DEFAULT*', 'Realtime.Sessions.ItemDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (179, '01a21518-bb9d-7edc-a36a-4d14244e149a', 'conv-7-resumed', 33, '{"usage": {"input": 3, "output": 6}, "status": "completed", "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b", "responseId": "resp_f8507e41e1d94abc9a9a9476"}', NULL, 'response_done', '2026-11-25 23:44:32.208051+00', '*DEFAULT*', 'Realtime.Sessions.ResponseDone, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);
INSERT INTO public.mt_events VALUES (181, '8c82cb80-919a-5bf3-b95d-90d9ec7b558d', 'conv-7-resumed', 35, '{"error": null, "reason": "requested", "totals": {"tokens": {"input": 3, "output": 6}, "framesDropped": 0, "eventsRecorded": 16, "messagesIgnored": 0, "textsUndelivered": 0, "audioInMilliseconds": 0, "audioOutMilliseconds": 0}, "closeCode": null, "sessionId": "b6a0912f-472c-4538-b707-c799cdf0981b", "closeReason": null, "totalsComplete": false}', NULL, 'session_ended', '2026-11-25 23:44:33.553549+00', '*DEFAULT*', 'Realtime.Sessions.SessionEnded, Realtime.Sessions', NULL, 'journal', '{"worker": "01a21518831c7c2e8677f081f41d0c98"}', 'worker', false);


--
-- Data for Name: mt_streams; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.mt_streams VALUES ('conv-6-worker-lost', 'conversation', 19, '2026-11-25 23:44:31.422191+00', '2026-11-25 23:44:15.857744+00', '*DEFAULT*', false);
INSERT INTO public.mt_streams VALUES ('conv-7-resumed', 'conversation', 35, '2026-11-25 23:44:33.555933+00', '2026-11-25 23:44:16.179805+00', '*DEFAULT*', false);
INSERT INTO public.mt_streams VALUES ('conv-4-archived', 'conversation', 23, '2026-11-22 23:43:22.215283+00', '2026-11-22 23:43:14.194285+00', '*DEFAULT*', true);
INSERT INTO public.mt_streams VALUES ('conv-1-text-and-audio', 'conversation', 39, '2026-11-25 23:43:55.92032+00', '2026-11-25 23:43:50.824259+00', '*DEFAULT*', false);
INSERT INTO public.mt_streams VALUES ('conv-2-replaced', 'conversation', 39, '2026-11-25 23:43:57.349126+00', '2026-11-25 23:43:56.038817+00', '*DEFAULT*', false);
INSERT INTO public.mt_streams VALUES ('conv-3-erased', 'conversation', 23, '2026-11-25 23:44:00.238622+00', '2026-11-25 23:43:57.382222+00', '*DEFAULT*', false);
INSERT INTO public.mt_streams VALUES ('conv-5-start-failed', 'conversation', 3, '2026-11-25 23:44:00.369641+00', '2026-11-25 23:44:00.270734+00', '*DEFAULT*', false);


--
-- Data for Name: seal; Type: TABLE DATA; Schema: realtime; Owner: -
--

INSERT INTO realtime.seal VALUES ('conv-4-archived', 1, 1, '\x0d7c6d247ffd754305faa436dff3c6bdc96a26d34ad63144f8e1bce12d00f911', '\xf194911c267e26cbe83310e2ad1565c08de67a597b91dda2955d2bbe62d6ecbd', '\x669ea2cffe552cf0efc7f4e08a81adf2fb92a8bbd586ba107849284ec1144ccc');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 2, 2, '\x6628c3e05eb98476b9da8913e66ac62db29df3c1b71b0a707f6ec636ec5822b3', '\xb42786f3e9c2fb784ffdf6567c1c7b8c8c59ea1502388dee1ba270b7d5ae56e0', '\x9fa2a750f070fcad62c444da676c714c2bbb56784513aa8bc1b54a9b4ca16681');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 3, 3, '\x5fcc3a4013b41b405c7494afb7db3aeada9d316d03ac9f671c8adab8f21128b2', '\xdd705f1c9e316dfa74fbe148a992f29195b2dcc60103d6f41dd80b0bbddb6065', '\xd4b87dfeae07039838275ffa995af24d45890fdd757fd9ab20455fec4b678d1b');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 4, 4, '\x3adaee224dd3f4428ca1f840be26a1d61258d149991090c6338d0d29dc0938d9', '\x3c20123ae2530d724c413b17b432d4c10f0bc6a7394b27ac615990f1b81e8d74', '\x9b2bc84c86a032f1d6a683c1ffee3237dd85976da77daa50e96df2374530291a');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 5, 5, '\x792b452471560c9ff602d74c245c815ef88f8f7b0cb65e922513ec06d541cea1', '\xb3315b1443ba0ed562548f0d19114dd9254305aba0237139ece4ab885005f30c', '\xa6831a2d74f1f42371557d9488cd31b363f9cbda0d5dcbea13d55f4da1edd4ca');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 6, 6, '\x30f1e1419d07be5cce541865e0f2608d8c92a3a41bbb0f175629ec30a3af54db', '\x7d6672684759c867b7aaf3b2e79f17714aa3e8e0e7e6a2f6eff3020d8f7e2e0d', '\xc90a62d0d6cb741fcb85ebce86bb12604bcf3f0552586292fc72f1eed0b94ad4');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 7, 7, '\xb326a1a3f28d9c85b949dd81d88d11ca96d9b885437c9ffbb7914c6f1b6a75b9', '\x79efa7cb1b0595d6b87af5f532d4ea3fb25789fbf12907bf8cf97e1d4a5edb11', '\x3cc54058564a460398ac63c7a25697c2195c82658c92310647b2c6b096935dab');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 8, 8, '\xd42871405daf514f1700ba0a1c6c19b05a1b75f951d9b02a6679e4a5cce70970', '\x8207d3f9ed1ad0f53f4ab421aeb05ab6d42382fe6898da2a1a53481e8c1742b9', '\xed3723d32c4af98eb8a3851eadca094d63d19e8b31ff239a600bb2bb985592a6');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 9, 9, '\xe591a2a717900126916e8748fdc225cbb244e185307ffa9b1c2b083990d971f7', '\x4e24fcbd1945f17d709ef814e253632bb579d87efd1cf29eac7cf4399ad18df4', '\x75774d0440e20878d860a5d74fd54fa58a807cd96b4a0c25e97a6ba6aef63d9f');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 10, 10, '\x134b6ab4dcecc4f3068903e266fbebfd75f5ddd99374a05449dbca7a531e1210', '\xc05628a1d7836ded6204236220b4e83c941e893034b0cda333970b62b37b45a4', '\xe45caeca59930fc060f160cc09686fc859a1d74b89148a7114124df4544fbbfe');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 11, 11, '\x0b417dd671006e03cabf4bcee16128fe3fee16c0b30659a32c132d5a9ef7f3ac', '\xb768928e7bf03c0ebd756f27503f675bce206e13503070d9828f72ccb465e662', '\xe6d96a1ef8d6cb455fd638611e64cba87e0a7f94982ce783816de673f927e3ef');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 12, 12, '\x8c8a2a6ff06703ab622d8f8782d8c20e6547ae55bfc37da9a1b3bf88bb56c45f', '\x40b496ae31e234c3708dc18d41cc519f4d5d289011d1b76bae76fedff2c6506e', '\x70a13ba7a493f6596aa7570bc553e1e49f05635f08497151ac71edad515bd38b');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 13, 13, '\x7c7ad25214057a7d86dd17a46fe6c7c7671db3dd3c7410a6afc65215a736ef48', '\x893bce0af41ef346ca6eddd915692e640db17fe22b8474906b2bfec40971181e', '\xe3a93d7d1529edd98545f715fa70f76c53e726d0df982cc9cdd580f94fe90a1e');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 14, 14, '\xc92518a7800d930ec2e36d460e494f8d7b08803cb13abb047e64402b69e208e7', '\xa2024c741e778c802f9289fe37b430da88015fd932be632f33c9700c9b181b25', '\x5a7e37947c370103e0333372f18ef10a301f167226a49791a7cb433e357e5a3f');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 15, 15, '\x31da88a409b1286082b3d34dadae1697e0a27b509d0f1ccee243cb36f4f44d2a', '\xd0764d5c59477f4e72dd0c11bd908eafd150be8bcd30c4c18ac1c7eefb0d9aee', '\xbe1e56f20538f9906932ad76c0a412f49a5789258f1f6ad0f0361b7c7f962668');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 16, 16, '\x636d8a6dddaaabb87beb34e01778332359b58c8bdb517e3227df26a23d2c0485', '\xefbfb4040ec9e6d3ba194f6dc4df4144acea73963c6fdd4242024394b7f17018', '\x25f45a5fda362e29b4c675e88068a6892a397c02df279d59124030b3526e5e5f');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 17, 17, '\xe1e473e0a8f6bb8fc7958a82e982600cf223c1aea7eace4be63e832ec80085be', '\x965e06a86cb9330de351b229048c2bb8a3f1e379d0125ab83f5e282c2d5afa45', '\x743e52855b97775ae68f2e9a74cadd83d9f43d80a5fe51ea2fbb9d86edc42f5a');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 18, 18, '\xd560228cd4d95da1a8f6600a74a807fa9b66162367f9314556468a80bd4febb0', '\xcb004bdd1c3b7aa7c3b2fc98a71a8d67a62b06cc4c55b6e28e3f9409d534dc12', '\xe5c4265fb952ef83dcf5bf62952e52f8928afb24fc846b3c3aae9e61854e4302');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 19, 19, '\x1cad5c9ab456012f9a1e2c3aea6ff6a4dcf2bd8678fca6139bb8d2e98e4ffbf7', '\xd50b4d8e91e7205a189a123769c5757349594df7435e2c66f18abb9fee3c1f91', '\x02ac86c60d6fe6872f5c7bdf41df75b9c82ed8ee76833e7e83de26e812a22254');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 20, 20, '\x6152aad07c70d8ca9b98c914f9c030862c13a11cb27328fa35581058c4879d42', '\xec50a6045ad9c22f734356b1aae31cf8d75f88dcb5096990dc6389efcde3d91a', '\xa2d1720074fa09ae00e83a83465f0b0f4a0c299ac755da7662fca06e17610c19');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 21, 21, '\x643fc0ae5c31edb3a4d1fc61f9664a1efe91b2f7dc2c84075a8749f626aa680a', '\x1f02946a628f00c15c4dceab9fa6e2b5f7c9aeb6f8ec24d05dc0ee818ce4cc42', '\xedfa262a1fc556f32abf0c2416d313efb2211512307897b3814fd5921526b4bc');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 22, 22, '\x38bf161505165f156f31242fda3bb35f05af4534830fec3e315efc7aeaff202a', '\x9ddcfd5d3f05d6e2a5ffbd1c1bcb2a93ea6d2d1e9aa417add81b477f12eb3c58', '\x818992a21143661213674683f27fe995550e98fd6e75564e78f8d5b757265c62');
INSERT INTO realtime.seal VALUES ('conv-4-archived', 23, 23, '\x381d9cd37bb2d257e9cd6d29f6948b85f63443f7e7101657b5fc27463d61a87e', '\x6271b02625e1d55b0e460341583735df4aad5e2c9f88fabd32b1e0439f92988a', '\xfa975a764544ff49a22276480b7c17a8fa5049e09575253dc854fe86c5654d66');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 1, 24, '\x22079244d36509156cfe4e1fc53de1b3c8e4370a577eac2ae0e59b6e951f9e8a', '\x9967a35c3e04d6f0df2f96c9d2a5a15ba3af92dd5f8b9f468b6a88a4f23cc020', '\xf5765d657bcfdfe6c236bb0b37e73d4b8ac6ceda66f9225901f7d5db211f50a4');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 2, 25, '\x9d6b7f10233fa86e3945a253bf8f9830db486dcaadfb3ff0098b637dd57fe443', '\xd2c00a38191b94e856730563e09e348154a195ad91d32700734197b3964a3324', '\x12e2afc96a407727f723babd10adc221bb5c6ad3116cca05a0503199f12104e2');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 3, 26, '\x6c260a8ce89e7c08ed671ca3254ad9fcbd0514137f3ac95475fc0f9ad5fe4aeb', '\x643b1bcbb462f3cdb2f36704ccc98128735ce4511156357491c624b376cf10aa', '\x7ac94c3d5b3d53e0413ce50897dd24e15f7ca0360933e1656cd383b25bdec20f');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 4, 27, '\x02101fc0fcd7c512bbcda95dbe860e2d9a847d4c33bfebeae5be80363aceb5a1', '\x8904a313d13394475fefcc8f21fb10f2c0d725d759f2eb37711aa109c9ad737e', '\xbb4ef4167e9f06ebd752c575674ddf5dc3f65272fc743f18ebdf82928a674c89');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 5, 28, '\x2597b36f383f18e627ca29a18b08dde4b5b30a152c75507fe449d2ac0c48cc8e', '\x071ff19b419aaef56d3980846e79bf9e23d7a1b6fef4fa523a33c67ecf1094f0', '\x772074ab186c3b8aa1baa1e0313a1502d7e7acf8a5a3a2a4334dee4cb8d109ef');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 6, 29, '\x885e208377acfaa6e845e2f7cd4ca05d950e7c85714bb8aafa5e3621da850885', '\x5fee0673734060a653c6e2ba2014928125559fc30a4651c7e6c00bcafb7fbd82', '\x71818cd86b5215834bae73a2e5e45f4ad1e4c85b1d49633d522c806629dae069');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 7, 30, '\x55378c5ebdb8d1ee61f3eacd04b67519749a7c6309377ccacd93d83ecc2fa04a', '\x8f9b94ee7ee1302fa51495256d5f1745c36ec21ee9d87b09248c9d926524748d', '\x9d4d26fea24ce64099051e3d60c4f10cbcb9efde403876129a3abfa624808fea');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 8, 31, '\xbb29e21e421ae71f2f9a985ce0f3429a43ddc8db83b182be5b76f9b6b34abdf3', '\xa39f7700f0546b3165db0e14b114f8e4b51e799eb296f2ce80e4173e964b99ec', '\x5198a875820370eda8b08fe9c0b54f63c9fd92a803ab3d759551a8c34fd7c678');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 9, 32, '\x4b6d69eb4a5acfaf863db1fd28cd8eaf090530045dbd5c5d6437ffdd6722350a', '\x941124ef12eda4c92370c0fbc422466b0ec59d32b0b36843f3a62b9f0925b797', '\xe9137431559706194ea885bdb71e3f167e9b9fa88b01c17bbfb09b04b1accd0a');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 10, 33, '\xb98629075ee2fede0899708fe757d7314110cfdbc92c15e27ee652deeeb92439', '\x51257f413610044e26705e5642871dc89d5d7029a46987147507e522c7e110da', '\x6f307febd9183cdd8e7189ce42b4525dd064acec4d8586279b1595f0ffcaf830');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 11, 34, '\x1af8b9adcddf4e6447df28463eeda0782b3810903c1afb7040ad84c3fa3d6217', '\x0e6518f2ba6bfdba9777b36e7fdc6045bfb9c70cff1c589846060d8a770cbed3', '\x90539f78d8dcd7b3c46f409340fc2b5bb3a712c36a53837401726dbeda27a151');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 12, 35, '\x523d5c1a3295495d2b7e103df8b965e374878e31e7f26e52d551737aa9444593', '\x26cbe70b3a481be5a36e16e4ca804d73ca7c91f5420302133e0e713f39a13d98', '\x3dd67da355d14fab609d42a38189868fae50b71eea1b083b095ee75179b76c66');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 13, 36, '\x70627e94be06c4972fc7b24d8f2395f40ba2ea13276a8a716c243946b6b0d6f0', '\xa5e562751c0cd67c6d6a18cb57139714cfbcab9cb29a7f99528654fa9c75d553', '\x9c0b99618a9980ddbaa3ab156984866598748eb6ad2c403e66af9d9e51eb4724');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 14, 37, '\x85ad1705e11cf20dad6ff0fdd843c41b0c459b7865de809ecfb95bfdee6a6e46', '\x20a12501b4999a030a8611203b0d0acc89304abd4f5cfa0887ea2ba1d701d036', '\x3040a98c9c5859ca446c4a1c065d034dce8093eaa873352dd72730ffd3c91dac');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 15, 38, '\x09a68b77fbf4ce0c5bfe0213e33e32e022936a24f95cd8df0b78029878df4573', '\xfd73f61a54f1459dd2b18d3b0c8362789b442db5da38301ca1f2ed33453363ff', '\x2fd459091f20a6e434c8ce4a7b51c3550508533689f4a96d7b222672fb2574d5');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 16, 39, '\x52742c43c5c1a9309c8632b6604147fe45e1189e13de637485c3a08eab88a9f1', '\xd209e36cef018c8fa370646c92c63f0a9ca760d9755bd21c98dc52592e0252f4', '\xa86c8d690c850072257111a578d8d5e73b8b964020f1ea85d9017d53eddb0339');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 17, 40, '\xb3b3d2ba2c9920df15c43e97fea30b86da91632b0aad9c186e6b8d1f02decdbc', '\x287e2495b79a802583562a98d24b2c2182ccbbe3a3285848593eb5a0421c46ce', '\xdc5dcef4ea97f68a49956cb628d61a3e763095581f3faddf2e7238e81d4c551f');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 18, 41, '\xedd788ff0a19d41e69d3816328151865e061e1f147c898eb81bf8f5bad38d85c', '\xcaac01d9d91f9385ca68ab7a93f2f854de7e02ebfc02ab1e5851d10444f784df', '\xeab1166fa7937bdfd6ad949e75ca50235bf4ff0aa2c21c2422564785efc74562');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 19, 42, '\xbf2eca9260b07ba3434feef66757b55e4fbc32e08600ef875eb5fb7fa60de34b', '\x2be7af60489c585cdb19057407f010f19b76a74510ab692ed04d2acb1d5a25f0', '\xb975ebb126f77debb48542b1b8653d78035b11cb568900e449103b76d63b8fcc');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 20, 43, '\x3e609af14055cabddf766c1303ec7c3b2318545c5b591d82e1b1a293429945bd', '\xea84bf71cb8727aff96d7d05627f401fb128ca92d2ba341c881de1945036a0d8', '\x043cf4c0fa8ff3de9fafd46750cdb0cd25017e32beff15b8e7a93fa3701f5ce4');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 21, 44, '\xbd990f3256cbf9a564467884287c8c44607db2c0ad17eeab07a506d1de3371b7', '\xe6b10a314994731487d1b7647ffe6b18d9e53fbb7a0451550209dc480ea4f77c', '\xc6d06b581f361e68dd4fb630c7412803815ffbfe2f9b9436e38df0507474dd53');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 22, 45, '\xc3365c89eb1f2bcb0940fb208811dcf7b4fd7de57ef66696c1c6c1e86c8abe54', '\x10717a3937add6269004185e5b86c9f80e03fe56125bd61c5660a85404bbfdf7', '\x9a5c7b7df9f3004a93b604fc51b10a7972515c96a200f188374f5f17dfad1bad');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 23, 46, '\xa0e152b4470043d0bcd42ed127b7d9b9847e0f7a10417eaa6714abd6f41af908', '\x6cb7e2798c1d37a6ee065645850314ff0ffa73a7bd315e8dbfa5990c0ade0bc7', '\x66d8d89ca6ded34b7719573910864822e12174d5537feb849ebead976b121b24');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 24, 47, '\x27cd3ab42705d155e3c3b3c1d197df9c2719b460bbd7544ee2a07fc841f75b83', '\xe5f2356f104b71e04916aaa76854c578e45c0a6c0265787d9194521f6111f038', '\xfcb7c8d06d77395a92f35a9daa80821f82cab4e74035d057b7082e4f219f8634');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 25, 48, '\xee3255b643f6e64dc9f2e7add7a73fc12d656cc18ae29d76554949530a680479', '\xfe74529e6c89da783affce0cd055724b449c817018ac3b3051ee2979344a057e', '\x6e282751fab7e248b73d4f33de87e046980da3d85201a8398ae7697a7d1f09b0');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 26, 49, '\x715c03e322f6c3f1e5bfd7defa7b651f6bc663e1ff95c25388784bd64f31af64', '\x899e8fe7cfa4e9cdef4795d26dac610112360127c31560144136cb4686dd9afc', '\x342e2ac68695d16b51bbd75f3fa5bf70e2091bed0f0a4f0958e53782f309d752');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 27, 50, '\x29612dff352859cbb1d6493ae805e211e471e91b7b3380d77e4a034fa8e0108a', '\x94c8b91107b6b9bc1c949e54123b77248310a6fa32a36d4ddc4dfebb26f982fd', '\xda34e7cce1173527d1f77fb9b65f82bc9b802ec96670f3c014dc8fea4bc9bb9a');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 28, 51, '\x27c445fe2ef3d70c7c5eb636134454dcf7ded2c9d25e68ee1e4ddbb1c770d0a2', '\x35d8821e5e549f6a703f65c98ef8196209c1e809414e7573b777c6e179ca41b3', '\x8e7293bcd222981fda0fc917f474acfebcc7913ae7389ccadf3bb752838694ae');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 29, 52, '\xfd190629f28ba30aa72d637e5f8c2ce90dccaacd7b929a825c25b8a23856626b', '\x86a79d64a0add716dc120c7f0ba329d5681e18133b37314590c0dbda913bbc49', '\x95bc7ce4a15001aec2218b115213262ccc2d73fbef8f1629125a00a90270ad1c');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 30, 53, '\x7caf9f7463eaa407016d0fafc5ee8c2e8bf84e71d24bad7a7d77ea5acaff5f4f', '\x22365a5bc60c6e7fac1ee4f34f7dad7c617fb3996ad9c698054b303f5c4e96bc', '\xd45fc1806fb4658a2c1debcc97e735df653acd0110bd456207c0be524c86943d');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 31, 54, '\x315d67a7fe8a162d70de2e9391f91283f0966de218fe898eb434a906282d5d24', '\xe9ed7b9b57963a27fa0e6a7ea6c316620a208e760bccd9cd1fbceb5d2a3fbd44', '\x97325e73ff93c7e277098340b06914a63898126d48a85aec0fb3ad843f0eb76b');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 32, 55, '\xec5c5027a906a11ae311d847b55bc45e3153ca122525802cd22654e6af50e34a', '\xa2fe7b1765d44f08553c943eee441748e9fb5c3d048c4eb87cb79ac1ba79d0b3', '\x0aa39df254c9de934ef6d6bd814f5538cd74b5ac2eccc6af1b9fb86379a5883b');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 33, 56, '\x532c66b40f05f92117a247b3771293900e3011b1b884db1bfeb321edebdab859', '\x54d037487a7a42881209e772b7ad113dc9c534c5d12b5c53419776db4c63d057', '\x996df2af81ffd99fa11bfed4b6a6cce1ad4bc4c2692ca9b9de7149026f1f4be2');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 34, 57, '\x5403919cc92dcc719c3e0e26850143e028c4b5d87b5e9cc7e66d023a25a1ad79', '\xe4a5839b8ff6d98b5762dcd00003e53d6f49b9e55c1e3357709a242297eece38', '\xf9c0cb9cf106d19f0a902bace2ba40d5f3b1eea6b8c9a286c1916ca08d65c4f2');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 35, 58, '\xce77b6a339077bf8243da9b789377f22ef9bb9159d54595077be189e68a8d7e7', '\xb69d3b79be01fcd52d74e225fb078688bbbd42487ec34e0f0b924f267920fb4c', '\x0d77c7ede9a54b4559065e18f9907f48a4bf4077bca2dc1589752923f8220929');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 36, 59, '\x4bc90a4c1b4683b7c9044daf0174668a02119306bcab367232187a879682cae3', '\x9149de867675fbc38b4cbd20e7c231044d593ee800537b0e40f71fbdbb4fc01d', '\xe7d4bf72eafcdebe10c1a00bcb4199169849ecbe20502951752cae9b0b932566');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 37, 60, '\x95da76144d110acf7671d457e3b6123e41ca46dad4ef9eb5e246437428681d36', '\xf68721f086cd897dcd11acd29925e5b1a0156c5cfd9cd720eda846906673c2a3', '\x641b612d33d0e391295b8be0415b5e58b161d4cffc1cc3c7cdf534fef54b0588');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 38, 61, '\x4790bc9d0b764aa7f0aa6705b1bac391326bac2ed43eb8ae5577ca811001de9c', '\x30a214f775a1dd3554a0f766c6cae73a899e223de3829c091831bbc3394d13cf', '\xcf7994cce750ba4e455e98a9afe75f85954392900f512a640ad57f680f620f00');
INSERT INTO realtime.seal VALUES ('conv-1-text-and-audio', 39, 62, '\xb0b526a7cbb32aa055fbf4ce167c546d554a4d41815d4f8032c70efca7d54d00', '\x890a9aa115c8a5b08c9ba2ca8fc68d9c9a0701b53092256cc0969b97358950f1', '\xa2feb28d47a41367e0b6a2edb908c4281003ef9ca0b9df42f5d1e4107d7f7c30');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 1, 63, '\x740f025bfdfba7133f0b58afd74cfa69d3ebc323442c7066f560ebb9c316bd2a', '\xd08f6da6e8bbd83f9c5bb19332285ce372e0b133f216bd2d249208c5022924ae', '\x34f55734c6c7f91c2b4510aba44b3bbcca86bb53ce2c743bc4d1f6358a858630');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 2, 64, '\x6310b7dc714d2865d4f420c8a1b9e188eff1ac76d60ab24046fd4f67873e3329', '\x8a590e85a57b69f09fc5ada69533e25ba2d31ca723af8d8c023433ed6c9e12ea', '\xbcab7beabff8b8b63e41d8456b71cc526914aceef25cf3cdf5cb021d14c011f8');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 3, 65, '\xd953693632e921ef697e90097d2675870730e71fe92b299eb9ee94f819c17c03', '\x424773d47a1dff4f86f924ecc98d3186eaf0b77f08351d99d12395bb511adca3', '\x1faf3e015df2c1ff15502a9e0a53241ea9001596338c850a01ade4ae523ea139');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 4, 66, '\x68c2e414199ab735c37b16be1a1ad40c242147108345a20b9c81da602d97195d', '\x4a5b22130e6496dc392c8009114e36679e735b53dc89b5593b572f42c8c0522f', '\xdc36e2cd393a450c19e260944891aa5ae4fce8b3fee0ff344e44f0c3c5040844');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 5, 67, '\x6f2dbe75c368455b7b5c45c0a03d9682143c77e92616b4c35932a06dbf26195e', '\xc24d94391b02084ba5f6d6bdb692f4923a93d7857792a2b888ccd70c080476b2', '\x0bc36ce5c5eb36fb6c193955f7dbe68332efd31c27d3dd28585d491d1c1f4486');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 6, 68, '\x9b4872ab8e20adb76904e5d3f4e165e44b033f68e9b011d064828aec286d9f3f', '\x9270ac313586c9f287696b7339e2224b91f9735c86e9ecc62d2f41416c5eedb4', '\xa7766f7bc20cc0345f08731a9f3c2c2742fd245db7571db276fe9d723421eee1');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 7, 69, '\x2131a5bc3b87cde28f664b6622b74bbb4e9cdabc8ee80fd487f53af1d832e6b0', '\x058c2c580477e4158377680f6629b6b9ab2c256c7fad39d533650a8f2610d53f', '\xeede2ab3d15b5d2348e448b388c306772f0748ad739c84fee6473767794c494e');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 8, 70, '\x39ef057030f7b3fa7203d3f9c60d13a21da3f43c2d9b9d800cf2ce8df4eb6063', '\x07e64677fac4dced4edde8f7686f51c8aa95f20ef33aa1c7e26f71f16e8458cd', '\xdc0d24a4e9760159b78bb643f7a6e72cff789c32c01f410b14d18c68d6f29b14');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 9, 71, '\x83f50b7b3fc951b17eb4cdd2fb07e6e13abced97d2af6bdd1b8d8a9554b88807', '\x6125a71fd5ea180eda034eacb299b765f2ac1f8f4c2e66666d8a6fce62c80d38', '\x2e72c5080afcd8ff2467febaac05061203b3ce64966411c35fc8312632dbbc3e');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 10, 72, '\xbbdf88b442a3795bfb48f59028f89063f383735a8dffd9e854ab1a913548549b', '\x1c9cab7922aa17a5d22ed83232e0cb1a2ee91f92da9a08a5fa01c64911b92a2c', '\x208ef5a390d959a94fa15322c2cfb2eb6edd9448c1af6906271431d66d2fcb4a');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 11, 73, '\xf365a0a9680c007ba22e0f95c54e1f7da846853d42753a49c4368ff93e72200b', '\x08baaa28d953ed7ba9604e99daac43b0de9c28205f357add9d291f7d9f74c9c0', '\xb18d190e01131fcf5a92bffdde6eb7aa2dc38ac1a350fa1b1acde2b41c0e00ea');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 12, 74, '\xefcdf19c2174634298f1bf025e6fb632ab84cd9b57c46cf4972fdf651a6c3be4', '\x27388e20fffd0b58b7d0597a432e630effcdbcbf6b16d8c3701e9a268600a62e', '\x28f30794ff473d96303c1bebf9fb3f316dde2be8cbff9ad764ae87a3a2be300e');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 13, 75, '\x708be030204edd9bc423f372748a9af01541254d4e4ac26ca2fc1db8d0b41afd', '\x94ab01481830688707d7ea6d72bcfcbb856e6d3cc236dc8b18c3956615f02296', '\xe21df1bfd5abf495b0b978f592a2054fb32ce168219f9b21468e024f39c5ab27');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 14, 76, '\xbe7ccaa69903fa2d67b0829239e829abaeee68bb245a72d464199fd36acd5d03', '\xaa0b99c707e1e436f74e7a4843ad5aa7f24fa9ba4346fa98ddf7cdea9d61b83c', '\xeaacb3d9f67152999af8e2224dc0e8a7c8aa6cfce598a84da3193f260f62d50c');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 15, 77, '\xa0ee5f5a9ed7c394656a3f4b0ab4c9a54a9b10d2c1117c020bc277fd7dc6b59e', '\x85ff395662f92edb582fcc28f4c43bebbe89c9e8cdb8c0db63a239ab5ecf91a5', '\x6fb1327e9ec4089f056e2ce81194535f7156987b9368e3c6ccf3682d3bc7fa86');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 16, 78, '\x8af2d846b15017ab57e57593c4da278d2f41e5ae8760585a7d7167f661f391ed', '\x458f43e4c133d1b33f0934cb6459f050d0cf3e5b4314049515e81ad366311fc0', '\xddff09c55aa9aa5ee1f817bd92d8ce5f5a283eee124ef8e0e43df8947ada830c');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 17, 79, '\x7d28ad0d8bbe58155ec1cfec8b3b297cf2188fbd842d79f87e93bbff437574d5', '\x5730074b62bef603d443034bc5c9ef7b0a8ffcb663f4ed95f2a4b85e62602d4d', '\x636e8f3f4be97c3891d43def9d6a5ef9ab57fc49e25ad74ecef532f55ddfe09e');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 1, 132, '\x33311edb773e7241a421635011725fc0d388180d7b89555ab9cc0b92f18f7223', '\x0aaa45643b3be8be3e341ed180ab8aec470457e8c21ed8f5a8a6b514bc3121a9', '\xee6109385b2eb6f03e1bb847459a36d1e09c4c1c1054b71d9a3c36333b971727');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 2, 133, '\x8c8229fd79cb12433b7c2ba53d9b8a6981c7e56148689699bf9767b7d9463de6', '\x69aaf09dcbf568fd89be67617ef37d89398df87d60b270eb822f238482a071a0', '\xf4c7a2ed9e51e9357f6c4b6d1f0e449d5806de017c4bc7245f8f406b38f5eda9');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 18, 80, '\xc5ab29aa320216a206581989b171ed2fe9d8b2d6e17a4a04953788ff7c073c2a', '\xb170cc83847ea41a294f346497f983eb11476b258aa55860a4a456aad069229f', '\x1b1d63fefb47eb92b7c7e1defd6d681554efc6e7be4bab39d1679c430f50a396');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 19, 81, '\x376fcd942ddbccba4a47c11f06ea2e24c25ccca3e1da86e99c348334f9f3efc8', '\xd5a1b750a1ef64b3296a83d492b40d6c64a41a863d9445fe7cc8b923e530e648', '\x99e1af69800cf08a786aae68a1a6435f53b3dd06e0b9344f88061ed4396d8057');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 20, 82, '\x15132ba10a336b3191debaa67636e6069bf6271f620d544fc3b302d2fd122c58', '\x12dd81ebc660db54812ecb7a4bcef03d4943c599551fc44579fa8e14b31b7dc8', '\x023d878ded5457c2b4d60f22b56c49df2204b8334798c77fbb5fe9a5071a6c6a');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 21, 83, '\x2f7c19a4d0574732efbad67dc2e8e319e907f9122ffa09947b88ad8bc967d4bb', '\xb44eb40a7e78de6ab8c39eaba44f5c7edf99155031b0b1cfcbbd307d6ab959cb', '\x75e3b4d259d64c37020795ad4744f3ec20d583344e7617726e4d0b8cb63d6778');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 22, 84, '\xc2b2562e27f7157673a924c23af9f8edb1998c489d58963503f9f0fdffe9e150', '\x18c13576246c43b3f8dd6514e8fea4e5ee77749a7e82646ac65a1a896dc0b2b7', '\xb3ed2f1b10abd1feef6cde7b2355070b7d35d637ddb25a64c86eb31f3a13368d');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 23, 85, '\xb7ab18faa620f700590e24838a04e9b93232e06aeecc22969bb669164177aba7', '\x1c98cb7686808816359b16b0e5af7fee70649d73ad5ef7bf443770274af19b7e', '\xa0e8146c431f919beb34370916150b9b143e0e16d3dce65e98d42227d49c8477');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 24, 86, '\x24c8677c94cc48ccaacdec270f3f75d589e97a55815b0301b307fb1c82023280', '\xebc8bc7219c3c35eb7b81be4720c6eb531aa47a7230c741e46134ee49c93bbe2', '\x0511ac3fce5519c7e5c346791f30ca1e044135d1109f795c5238b0465ed497bc');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 25, 87, '\x916293488a88a3732adca7f62ab3747c6e836a1535904643fdbf7d3aed34ca4f', '\x8373354cb87edde25925187c773e7fa304c01b4fecf577389f1fdfe2200b35c9', '\xf4ae33d478e84fd82b925aaa11e9840c70c5b94063f3033479c6fc438caf2b26');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 26, 88, '\x0a7764c89148e0b2ac1785254b95508d6da5ad4df6d12bb698374468ced9ac65', '\xdeebea785c02837c7edebd916919369fc4d8dc2e25c202414d22153753a90640', '\xa576a2086ad57461f1c5b3196d2316ffaae062ce1905c7b303f9d1425b6e96dc');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 27, 89, '\xc33390d47f032e1e0e568df70d230a3a873b325249383014964220e9ece491fa', '\xd6780a96a5551440210b104ddeb72e15fb5e1c5a1202d14c1da715ee8f9a0cd5', '\x21d05c70c474212ba5f7f4471fe60eb437f5cdacedd8842e7db48b4dd9a29fdb');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 28, 90, '\x041ed6a240dad6d721d75b5523dc498a8c625a28f0d4210ec3d63cb501660ba5', '\x7187b6dc4265d20c05b5765f51bab19d7bbffe36e5e0a167dc47874ab59d97b1', '\x0036fda2a523c84aa10ca2dcc640e0027abb9738ca2747e1f4cd33087aba3407');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 29, 91, '\xcaa6e54f93930b525ca8d9d85540225bfb9fba0b48b855c51f35c4179429fb30', '\xc13621cd00af5bae906b0a3039869c694745c8adb1d128ca5521f732dc964333', '\x6e9f73163b0db3b0e6c587ca0acdb4b52beac7ab0a0d88eaa8bdc37184af7c76');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 30, 92, '\x886b7c83f98d59b0521202c1059410909bd2b04b6feac78fe02904287859d2e6', '\xadb841124afddcc5dd70f161f4771764c4238e21c55fa86b3980d43d6b4c99cb', '\x6fc932a8fea1510cc452563e319751035cce8dfb43654df3bdaeb2ebd34d93b7');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 31, 93, '\x803f3a65d9328d8a1f70db5889fddffc2f2ef8f2e172214a8dc9db3825fe2673', '\x70c43b98ce51157208b9ce450d90907e06d329202a6c76936f19e66cac368bc6', '\x08c95bb75a756a6fbfcdbcf28ea43a7c9a61d2587d5b121f7571e702e492705f');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 32, 94, '\xbc8e9e930a72591e3a6e46642dd20750570452c41774e39e050b6b11153d6579', '\x63ce62a491176b9d4e2720c6df458dd1c7528ea91e32bc4fd14e4a81f61de71a', '\xdf877a9a515554952cbd3961f54acac511701452581fbc4c4e53d3da7e36d2f5');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 33, 95, '\x0f16115d03be4a21651168ab27a86061072431c1057a0e1913de8fdf5a44ecf4', '\xe5b98750250c7f6ffd88ca6cb3758c080ad27c7f8c6ca4d50fd4d3287a04687e', '\x72c02d168f45f1cabf709af2e16f521dd6c620781ebd0108ced824a8c84e0731');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 34, 96, '\xc4dd60eb7d532dd080ccd18a9dad598534f3ec107f49cf049be6d734117342f2', '\x3cf58f1dfa50544ef75dce404714e1167851db14d79e62c27facd717edf6e649', '\x2108bfbeb9ace915def0afdd5d4957e7f46f72c78e18662f772f595b1b85f9d7');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 35, 97, '\x4cb167011c98ad6134fe4de4cde928e697a8a9027ca7ecc5f014b93f502a332d', '\x9616366940ede676249e581bfa52c80a16eabe75cab2c8c9d84f7527ac15f797', '\x4c37504dd33dc141e0f61561744c4bab537864b3819305a0b49b016c161cee70');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 36, 98, '\xd2544435f28743d32fc11e4c23a7483184671bfc14f54126f2364f7144ded4b3', '\x058eafd152cccc3efe9ec6a419c76574fa4d0129593456c011f3a1a17be1ee62', '\x7626a9f99bac254049d75cba2aa06a1bdf58e2e0392de3e714539edc431f631d');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 37, 99, '\x52a963bdd0b0c5d93f6fc2fed50068c00675dc2678ff13c9aa7e0fe0d968a94b', '\xa999ecd7d57a2092e9d74c51e62bd7b4d33ed53b25fafb5324e9ec3c3bca99f8', '\x85b62a5afe256f43e59b69645b9ec9e9049cdf9059e9c79092dc86865f0c1bb3');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 38, 100, '\xd09502e64f09ee62faeae9f1ad85d87e7cd581287e1a7831a48dffba52b3261d', '\x8f78df4d7091e9aaed2338faef7496c60539fe24a577bf953514d969e8b4fb84', '\x8bcea1f7c766104855622e5cf762e47269e55d883896bb813aaca258ca473950');
INSERT INTO realtime.seal VALUES ('conv-2-replaced', 39, 101, '\xec3df2a93d0f79966de98c0b69b2768cb719beb849b08830c1d4f01a036165b6', '\x21e97316f6d8a64370165295516742e938c82184ab5e1c63ed1cd4226096d8cd', '\xa1931b87842c336ed4b3aae800b6f0980278785452f6888ac0006823c2e977e9');
INSERT INTO realtime.seal VALUES ('conv-3-erased', 2, 103, '\xa553051829f5350feed5b5a36c6c305044bd7938f9acb80e89a6c927ee8b6d28', '\x9d815b10d06071653678a8e5881a4fa8fd57a787a8166965226a85143769cb79', '\xddcf8b8bc4a47eced4284820623cdca01ed934b75135bbd3912d2cb1eff71a1f');
INSERT INTO realtime.seal VALUES ('conv-3-erased', 3, 104, '\xeddffc0e827736597207d1d1e0d4b33477fa0118b7e4809dad2b93bbda54044d', '\x23a86faed48aafb13a3f3bddfda780860abe40343e0722cab0671ab455b66670', '\x6ef454e5f8df3ff3cf5d59fafc68740a4de112e777f92a7cb630e13fb3b276ec');
INSERT INTO realtime.seal VALUES ('conv-3-erased', 6, 107, '\xddbe03f9ba5d4b53a10b32a08f49bf46b4eef4efb4eba26e44194e75a45d4b31', '\xfd7162382d9aeac8c79ff834ddd77344314466498812024fb6280a6a6cd8644b', '\x09d61bffbd3dcbdbace671d29164f4fb8695957ec982d5fafce070e3d06152d4');
INSERT INTO realtime.seal VALUES ('conv-3-erased', 9, 110, '\xd22e2a710655e8a74572837c4dfb53fbadf2ddc22c658d4178676d140846e63d', '\x3cef83ecd8deae20a4902a996f06c88c4c2bd92d36b75b68eb8fd875347d8327', '\x3ddf925620ffd7fc386b71907be6d4bc090b9eb0ca9f883efa02e983e04aff32');
INSERT INTO realtime.seal VALUES ('conv-3-erased', 20, 121, '\x6f2ed4ec411a4d2d5c68042c31fa7e73bca0b3f0b1d005eefcd3f808ea20c5a2', '\xca094d1d67751cb8dae2536e665d4d2eae83a79d6aff218efd717cc2e2c28b38', '\xad7345e81701fa362a99ded27a36fab3141d695c033fdff19101acacabf9ff02');
INSERT INTO realtime.seal VALUES ('conv-3-erased', 21, 122, '\x6d235a235abbd1879dfa2f8063917e7d8318cb7132de00a1ef8c438d8a0eb2f7', '\x0b80031bdd5ab34c4a2199a3f1d521db33824d7bd2f2dce27424bb136bfd2508', '\x7232d4b96020c44c5e9d0a3569ef248017477549ec3053b4cc12d8ce2b233e7e');
INSERT INTO realtime.seal VALUES ('conv-3-erased', 1, 102, '\x4c5e709c8ae8ceab2f2326906534aab5ecbc07f1b26f940e3b013ef9d3ac990f', '\xf7b3a1e5890333841fb4eae92a66254090e92dc1999cc05dba2cfe74a2c40934', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 4, 105, '\xd9c14ca29ccba9cf013a9ea33b797ddf1b1a21a52dfe97a98acc7919555490d0', '\x18d8cd9d71f8990271fb8ec20053613a41873e3539f899451d860dd9a830d303', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 5, 106, '\x5b03a52feb866f03dd45f5a3f4d36762f1f5fd4b1619238888ff0bd96c1db611', '\x3ce4d30001a0ee4a347fc8a02cddab6c74ec5e6055eb25aa7214717a38d625f2', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 7, 108, '\x40260755728c55139c258c37c661de741b0b50f6ef6d9453f7dcac6ca10e63ee', '\x524f7c7d9a5c2435849191f37227cc4e4d492cdc5e1a405d374b409514501e38', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 8, 109, '\xafdbf37343574b61ddda5d94689646280965d9e6feb68b7b90463b703efdf8d5', '\xc47f0c36f3dc146edc7ebaeaa4330705b394d9bc1bb87a1c03340dc7eed3ee96', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 10, 111, '\x551a8134962cd390fad0e8e06e4c29c4496f2887825bfd5de950f6f71dd9b04a', '\x922eb0b2ffb293837271702c48abcf3d0f18c23b9d5fb4b98487d37939d85c66', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 11, 112, '\x2d54436a8b25eca5276e783a18fe1b64ca23e6c3bcce1dc146e2f22ea37e78c3', '\x1a9f7fac9a0b017c3bafa32d713f02d572256f57861f5a323a889e30fadc69c3', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 12, 113, '\xf430cadbdcaea7c88068b47e9bb1197821b2d6f7168c1e6d1ad85fd5639ce889', '\xe59e115c59d651de716519dc9a18bb3e6f96c4ba5d3a89420c25f259c0d2567c', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 22, 123, '\x5d2d47b5366fd247fb0a8815133799f365bf305c74a4ba210a67ef9f658de30d', '\x8d0d9ba3cc2959278c7e67a466a079b86a44de5fd5f576c12bfb2c300b1ade4f', '\xe945adf4b62d886e5b6e87225fd5329956cf0e9c9fd51707cc79e986db9fcb87');
INSERT INTO realtime.seal VALUES ('conv-3-erased', 13, 114, '\x504dee0a31f3924b5af4b386eceedab2e90e41ffa8797f3f21832fabb37f6be6', '\x8baa6ecc70075e32af1a0db084c8c0d46d79b4babf623feeeab9628cf6ce733a', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 14, 115, '\xfcd3e395df93c5c8d669822af410aba941f76404857d64d071d8a83b4076b2e4', '\xb2ed4d3b37c62483dac40ec6b1727406eceabe91b09fb87838ea2e5cb83def3b', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 15, 116, '\x5c9ab6c942e8631925812be72f6b4ed9612d12bef1bc395f970e5a47bab27662', '\x279583bea4ae3ecb97be5d2cb5096be83a8e6e8de7b137daaa8b81d46eaec9e2', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 16, 117, '\x0190d54f5263d0e0635fda9217007c56c69304da2fb0a836cd1d2c1788a12842', '\x0acc5bc89871ce1340f525beec1c156dc20ec5d003998006526df87dcb017627', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 17, 118, '\x50b5b9e01dfd0b79ed571a061b12cf794bc5045ef40561421048ca0791c8c2ea', '\x3869a48cc17f6c1f3086028c8583a7b57b9484ec3a7b444c51dd464a3066c396', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 18, 119, '\xb702d0840ed56dc4c3300998ed2d59ce831cf6445e7bc956271bfc41a2d0d6cd', '\x09bb99cad40a6821f2f2cb8102ac98848ed34c9647d2064fe7144c3617b6a8c6', NULL);
INSERT INTO realtime.seal VALUES ('conv-3-erased', 19, 120, '\x0cf452d0aa5e6b66582061ec431adbed73ec899431976957911bd1634402087e', '\x632e62786a6e3e555d2c3c3274cef9dc368b6ff0d3a4e629ef50d080c19b2a99', NULL);
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 1, 128, '\x3094110e0b0e4a8f7ab0753ce4ff04fde474b09d3128d9ab1985a41555b93d05', '\xb5e98f85758e4539fde8d437a2cc2abc4fff0e5fff9ab9726a5f05f992dba0b7', '\x6ad9ffbebee0b6d0d1a876cf2209be0073bb609d5e3c2513cf3caa0e20e53d90');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 2, 129, '\x7095032745f22d3f48f3151ade77f27172345250a42a51a3094eb90a01474c85', '\x68f3da093e5053a8089dca45a91533dd204f46a472bc996038b5758fe2e33321', '\x1d99539538ffeac81c4f399face3ef8cf20efe243ef90fe65f05fd68e7ea8f81');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 3, 130, '\x84d4c07ba1a3ff12acffd5882f19e392ee0ed4dbb8f9bd8f943ee659373f97d6', '\x5bc7d430a7716d3a5ed3062c8a64833879bcff03b77ea9997b988dec01d4c9aa', '\xe6915203e9a270ea66ce6f5191966f7085b5f318a6fc5dedca40cdf93e513b5c');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 4, 131, '\x239c49a7156034a03fc6265f32fad1125881796eee7c17f8c337d7f42c575871', '\x53f06d9c134227f7dc7cf8d1444d4dc878af9ed3bf957eb1a952d966f61d6da7', '\xad55d6c34f4fdf9d6217b1340ac2d7d3dab40206bc361d76d24098cc50049ef7');
INSERT INTO realtime.seal VALUES ('conv-3-erased', 23, 124, '\xf83dd497fb6bfaa71e69c7d6b61644973c7d6cc63388fc7ba4422a49fdef8167', '\x9e34ac825aaf4b206272324871c0f35d5fc393400c2392a57a7221a3a0f849f2', '\xf105b0ca3adbb21e2c2056b60c6a6d1fa609071e6fa843ed3d085a06e1d5ffe0');
INSERT INTO realtime.seal VALUES ('conv-5-start-failed', 1, 125, '\x94c19afd6fb73c297f8abf5b15845439711f9eaa905454f3d3b1083eb713708f', '\x2513567fe16557fb57920860f493c1524b17d145c12118c599994e90996defe6', '\xd4a229ef66ef2f69a07b284ab79e457ac7a6a6556a0b6491055f81f348afd542');
INSERT INTO realtime.seal VALUES ('conv-5-start-failed', 2, 126, '\xd313b28c4587f1f64edc4db36da2464d7f1c5c60c8d97b2e7e160b52e81f2814', '\x3e6bd051e2b0e28817b2366cb94008b791a456cda18697feeae7099beffd9624', '\xc11ae1704fa5cbe9cfecf026a066b9ff4bfafb979eee028b43442b15f1d516ec');
INSERT INTO realtime.seal VALUES ('conv-5-start-failed', 3, 127, '\x61f4da84d0bc4d55aa92673448b69bfe7c23a996782a1d21cfc45956e8f941d8', '\xf0ce9a126671375e7b1d5a4844071de13badd0e706591c811dc8f4c31129dbdf', '\x8ef4f0b00e226040697dfc32911786cd7355b5fdba2c602ac1ab3dc6361e2fca');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 3, 134, '\x195b4ef05ada128dd70d7dc62a4117b53a7de8f0727e4d3244940ca9923bd759', '\x1820057e11077a878f677bad0fd44393f50fd9a00ed96b136690595ee18007ea', '\xad3f90ae86dbb9e89d409604f872583e25db1e63f936fdd05c0180e0cb5ba696');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 4, 135, '\xce8de93cc7307c19252e5d19a186248d045cec74f8f149e36051256e2c2f7ba5', '\x0ba62afe539f6572acabeeac35eda9e404cbf5714a496637b61896947138cf23', '\x95fe511bde9d140405b21fa366f5ed2af4236584df8ce809e2f4724aaf7e9548');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 5, 136, '\xcf508413681819ac12372dec6fb6ee7eb2201e7a4e9f6403d9d7a086ce0d5805', '\xf963e53edf7007ed1cd6330ae46054bf65bd478fc1c16e9d63615b180f2df427', '\xbee94ec40ab41609aa86f7e524c551476e21fbde04fb474557ce32ff618354b0');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 6, 137, '\xd41f1d6f0f71ede19895bbbb97c150981a88ed515c5d8c539ceb8ae17563c016', '\x360fed65dbd3a39ecfd605a2bb0d0be6f561790c8f2a85459e021bd660e50369', '\x270cbf527c6edac4e9ddf47d188755a5e5b9b9dcd7b6bdb165d9a07551d9c131');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 7, 138, '\x64dd242127b754cb0698e5540bd85cc5f3ebb658f2eb47e85fcb3a187c5c7698', '\x5613db613c5e8d4ea6ecf418ac55e7b82ac4f7270ce87a0e75e154d944ea66e8', '\x72a7872739d1ad8ea947fb986906b60837442f3ed85c6cc2b22d3960be8e4b4c');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 8, 139, '\xf0af926879cad2cabf1e2db62bb7f704bcb69c8f694ce26e55bc06d2ace9a0d3', '\x4f6879821fdd4ddab3338de6c6e2ea6cb55fc28cba41e351753e482d07fa74a3', '\x82052ad43892f5193581ed107f8dcec61fcf0bd9541e8f3f1e23c880dd628bff');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 9, 140, '\x2ca069526f014fb5046b46c7429888d3d79cd1b880bca6bcac89b4bad45e2548', '\x9ec28b92640d2b52ec0e1b85582b2d074bfbaa360220db46a20cd3bae2461dec', '\xbb6b18f102664bc450d562da3e8654caf29ef11d8247604c94f2817a9b58295e');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 10, 141, '\x21a08bcff94ad89ee04fe1b432ad16e0897efc278d6325d310d21fa80add547a', '\xc351d75671533b2042f5a96091bcbf0000997dfcd03c9fc5322b49daeffbf7e5', '\xc8d90a3c70ea5d966a43ee0a84f60f6bfe5bcc8590efcdcd4e907c145c35e85b');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 11, 142, '\x25872d2be35d7b225f59577febaa34c9ce348e4777721787a4c3a4cea7f54182', '\x7b5c39f829a1183ee9f93bfb5360f8fcfdb287cb8e12484e37c100d26825ca1a', '\x0f46b5b2af5b4e4dba43ce0ed25acfb9ca13f2414a3c8a3a12f716a429c8cdfc');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 12, 143, '\x5789815cd30d8ec16804df831ff4657041a8f07034df6d79870360cb8e96e9dd', '\x3d4c2b4953281a4f9f09925fb69d2aae777517bdb1160edd21c69c442254c0ec', '\xd63d1b47abf3018d0a4a04b24d451918ae1c8d58707d0aa370f1b6721d22ba27');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 13, 144, '\xbdc01f5d59743070c2b34ff451080956d6a1a9a8056d7e6e37c162c3c00e3d88', '\x2cbc5c78821b2aa209c0caf4e6c35cfa1eece8a46e80266df887795b8849cab9', '\x85b6cf468c93670031fd14a22231ea3fd604cf6fa3410a118cc879cd5041a16b');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 14, 145, '\x74bc59945b70b31d06bc52f9db2da0f50da68ba2158951d2b40f4544913bbb22', '\x12ed0f1747cffbcbccef5e4c341782907192d326ffef38df35843c4090abe693', '\x645aa49f4647816bb10da2f4526cb6cfe7dd43e7d71f1d898136b97dd96ddf8c');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 15, 146, '\x90eb4b0e5732b42601dbc2114e0c520334bf7cec1ae3e1e5a041d5e480c0bc9e', '\x92ad30621f61316df191ced76a655a193c0f786bc078756e7eb1f8c6b8915812', '\x3b78e7474ddf4d942fe893c8d1b1f09df05dee5170ca109c45729d3ea67fa299');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 16, 147, '\x109debe330ef343f5ab7c5dcf317a9a0978e819c698ceef4301eb584d3f4e708', '\x7d35b4a35a9cb62191d73b5b51f2bb27b4923243ae97c63a824fc7a98bb68a34', '\x816f2cd7fe6e60282155933280c9ac6177228c3c90afe62590a5cf542d5a7595');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 17, 148, '\x66dfd20184043acf7ff4a7f0ab723b188485c3c4cc4181d26d395c5df86a5e76', '\x5b3293ddad8f3d3819cc8de3f539e15c8ab268dc8dafde783ba02e96942ed9fb', '\x8fcb9671b4bac4fdd67af0b6a0368da7a3f79b1fc88802de13f74de6f94477fd');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 18, 149, '\xebde46d141501c6537dbbae73b4c4f26d0f81fa23ce2dc12694c1daddfddd127', '\x63c81e148e71a96c6214f7568cc6c167db68d2ac302682efdfd533dc74399c67', '\xe5049017ff9e3c571a50d1ab6dc2378702f55f95631215bcc1d1d19b2715d0e4');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 5, 150, '\xd52936659e63353fcb4eec009462a738c4da8eb6fc5367fee59bbea08b53b21c', '\xb3e95825e8e93022847a2aceb1e965702dbca1edb5b3fc4584a67a9b254444ea', '\x6994ffd690ee01d387b68c8c26c2f955fe266ccb644d946771be2c659270b8a9');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 6, 151, '\xfaaeb449e65d484a7e4b7e31df0d87f7407551c98d76cfe91f75395969e790e2', '\xe953cfcf4599f384a87ed39897fe2e7a1b2159575e33241c508e4ccd0db7404d', '\x2427dac6d6e4c3e1e089cf591882b0242428f618c12547955e237e76b920f33e');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 7, 152, '\x2f5be3106b9a7cdd7891f3923cb5aa520e6ec0fdf7fa8b03ea547012fb6c7768', '\xd5a2c3133b71a2eae5d6ed49bd03c6a481f4af4528b69afe6c8727d7a8ba27a4', '\xc60c9bfd57f2abb6ed66c42a85e68344e8ca20f715be2e4ee98209c12d57592b');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 8, 153, '\x5ce3a6f7a4b7b8d8cf2cd7882627fcd015d37b920d19dad4b68d2d5664cb701d', '\xd22dee745955678a238db893c35bf0c56cc31bc91dd5bc4124ce9550ade406ee', '\x4bbadab688e2cfd34549978832503a0cfd3ee7723e41506b2777ade11eee4bca');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 9, 154, '\x2e2250024f6c64360f85ad16b328cde98543edc4761aece5cecf98b94b0a82e1', '\xe6fed392744f05ab18c1a8462b944105c1eff63480447d80791875701166a808', '\x1ddb7d9b1dbfaa9df5977ba1b979580b176aef4e24927a3ac262dc7db603e435');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 10, 155, '\x3f7df99694f9b7bfa61177cf09bfdccf78c70b0439e010ba37078531368b4a26', '\xda22e2f726f5fcf013ad3aaa3fd7b1f6825147ac58c90872451327362cab5471', '\x4c1f4cdc1d3ff0eae0c9e98b8d33b16dd26e05c6e8d6b22ffc6b6ff254fc7ecd');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 11, 156, '\x9fb5891c5e1f0ad26449d6c292a0990e8c6cbafe028bb29a6f67e6b67bdc68b3', '\x2daab7ab649b27df4f8a93a7e93c864c4b9410c60d55cfa303bcf913d31463ac', '\x6c17c6985c0adb6ca47f232ac54de73fed973391cd9e2817b3e924575367e8cc');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 12, 157, '\x0b88d23bb6350816ec0c244f568ab8bebcb9b4f659ea151b6ae8529ae04280b2', '\xb13acfa124f57fc3aca6f503e0e1829b155e7a7a572fdcf60ffb7f7eaeda9172', '\x632a8ee0ff975b285185905f505c70d75247af7e5fa82713df173f06aba31080');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 13, 158, '\x1c4115146ac7f68a750f6ce40d5516b0f702a2849fa71ccedc09ad8fe7490822', '\x934ac60dcdf1e1248d5a43dfe4b28ae15d25231c30feeff66d64f2b687f429f0', '\x349917c1de3621700eeada05ba36657a569003b6f97138ee21687368ce21d522');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 14, 159, '\xbbf39d62b416009dde989db8a470475ebcd9896154f9ac32041927356d452720', '\xb04facb5e355a5eb23f73146d7ce5a9884e091bbcedbbaea516728bfa8ffe489', '\x7e6ea69df51b40713f68c0f5f1484e9e8f3a33502050eb9b8feb7b9970bc5b4f');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 15, 160, '\xe34c235950ac30060b0c29bba7a3b3b824ce4504d8fe14fc248e87d706b7e62c', '\x629c76df2d3c9c1ecd40419734f1eb57d6136d36ff884a3ae92ae4110b60263c', '\x2db906cf97ef5d49a4cdba18c92298b5f3d225f1314612e65c1f9a727ab610b7');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 16, 161, '\x4cbe7b791c1c88bb7d1b838bd0329996eb1f9de55da2e07454668369418533fe', '\x95f30b864034c2e0983437692a0118df2b82f3f6ad7b574353813ebc0f4f42bb', '\xd20213111cc1dbff6f0e25d389b40c7271ed38483345e26d209ec86578ecfba7');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 17, 162, '\x99798710d043ef98a6280c67b48687335fe69043b59c1a4462368da7bb7c89d8', '\xa0647b5d6279622bccb21132d1ad9a48dfd88f5b49637f8aebbc493a42b16a64', '\xb5c0a4915dea7638295f121d7c2e1f5d4cdff309ad93171fe28691c7071e360b');
INSERT INTO realtime.seal VALUES ('conv-6-worker-lost', 19, 163, '\x69d53130533c32a4b65bf263e8de2374dc9c14ba4649463b48eea813b6b5f01b', '\xde3c0770c5fc2ac093e2e01f68d0f2b0d9fafdb4cf27e001410a062794d1854d', '\x22987f257fee88771d48f1ae99cc1121ede27e945313b0d0b7ae2b54f1c59ba6');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 18, 164, '\x94d3df1ec23524697b13e412dffb5c1f233ad4a0fdc061186c0b3b2a6f215ac1', '\xa888ee0193f424f28915fbb1095b120806267c1c916870ef14a175b8a15b9294', '\x3fde33bbe9081d4a539f512c2dade61a843e0724aebc6b5af9648e207b35a49b');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 19, 165, '\x6c0f7e1a2ec218467666a7c9c0a5da40121ee83a9030a0fa9ba517e87c2dfb62', '\x6aaf49bb062562b34e40eb9e943e0b6cf63ee18eb909fab5233b651053722091', '\x6cf4d9c47a2c747874c07c28b4bf019558523143a7f5099180a8a6ba947ece42');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 20, 166, '\xcf8ed211bb43495c3a830af8279166bdc9f3390c66947a97d8e347f7d8d5b4fe', '\x8a244e7e638df6e92a905f8a802c3bac58e18a9d1af530f7a43f8b2694d4680b', '\x3003786a98288c63a028f1e29c235e6c6320bb7adb6f10012822c183bc14e168');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 21, 167, '\x7dbda15276f3b2c95164979cbf34e0514a04a7644e473fb282241ecb169a0ea3', '\x24b03ab351492c8fa29b912427b62015c0c975d6bd34fd78007528d2706c1434', '\x0f0643d7b5e7a046966ea75ce63807e1466c4952eaab9cc1e6595b8f37a4574f');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 22, 168, '\xeb5cdca6b8f69aded36bddd9ce5849578f8fcfe87dcdbcb93caf977b9cac1da5', '\x942abcb2af977b7544fdfed215619ad229b098cf82c26bf91fc0beb8eed25d28', '\xa193a0676f429401224f9126cc171ece3a80a2f482c8bb048a38e5ce441569dc');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 23, 169, '\x97770732c804fd416dea56dba3c5dd450fd447c56c449ae41d1acb6a1491be0c', '\x592dfeef9e87f589f97fce301a88bb4c7c92dc2b6a108dde36dcf085afdefab9', '\xe23fc825002c95cd816de3f4f3fab5b9da666f1994ebf0f1d611031320a0a0d2');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 24, 170, '\x23306547caeb30c52146fe2e168ad89863e7f1e9476bd700b5f87d04e2a7a53a', '\x10d66c0273ada411c7b0cd52b2bc5af3dabf84b35abdef94ccbb8bf303ebab6e', '\x70e0cb03fe7e159350a3033c7039480344ccbf793112f1c508148f90f5ea88e2');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 25, 171, '\x6595642c2d330a1767f517d3bccba01c1cc96ab1cd3374f92438e4ba15aaa082', '\xd06568c37b575145c458820de399112a13944c8fac67bd38aeb0898bb44d95d1', '\xdfe779e95a8054058ef99d9ff64191006bf88029727a11f7a01efc540c79fc87');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 26, 172, '\x963719fe51467289e70101c3e3f072fa33dcf5074fdbcddb769a1fa104077e6b', '\x5e93e15d49c8411c3a72ea6ede36c0706b2433ac1c3071317e01c230863e2597', '\x957dbb3ee5e3bad36f8cfe8881d11eef0f6636b9c5bde7b858e44809b206f5b8');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 27, 173, '\xef35f720d1304ef5e1e14db57f7464d37fbac11a8b4831c33089cdd2278cf48d', '\x9f8907d51facb3652ef1f96561cf9febabcd2d5a2a0dcc3c30dfa589b05bf2d3', '\xac64f735fe77ec35dcd1e451fb951bc9a49762148882692774a07a1b3b5a8f42');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 28, 174, '\xcf1c27c5fafa83498f8c5f1832e5d74eed14b2a4fd8fa1d5f1a47a7af8932b3c', '\xce7a8eb5e3a3f5986c14200a8b1c971fc6d91a0f13e3e0caed6045af35345b15', '\xf9c5c96268d3150ad87f90302d879e626a0141773fc8547d64bdc43a50d84232');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 29, 175, '\xe20ab74f34fecb17faae6541c15289b4e8931fdeed16843b4af315af691dd17a', '\x5b579aead6f3abd88e8b0a6ea5fc78f21cfc496328365bb03422d39ee6b3f754', '\xca5a708aa478bc3fc4fa3c855e031524fdb39eea830fd5b8c7ed5edef48e5a3a');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 30, 176, '\x2f3b273c49d269ea2d2973c22e1e40e83a70f4fc0843580ac39c3f27d9216527', '\x5ecf4c35428fd5c2ae1bd9a336c000a3ef23f602942320d70c34a5e78a3e9ea9', '\xb1cead04093a9f14e983214cfdb599fbb896eef41f59c1539dcc36697e3451f5');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 31, 177, '\x2564ee421f8fdbade25814bfdf748eca59fba4cb493ccdb52014d69b0030f35f', '\x3d9fb15fd4b133f73c620b26bb728c84c32b019d1b791f45de30cca0cc3ca1e3', '\x128cd6c82c38d52465411fede9306693dcf0cc3d4dad1708dc0539cb2c6a4002');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 32, 178, '\x2d98eaee756c87a45a33302747bd0df31dcf3c77355ef778daf77771b50e1377', '\xe0767dc01089b6f177a5a59ed595fb1e1142404a331aae1f77b45fe2e074edeb', '\x4402ac598184c51866f4be9e9e1084c18eb34c1b673ec0e0ce57a81a56929dda');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 33, 179, '\x94f2f584d7928750a80717ec72558bae91aa81461541ed5c64ecd41315d35cc4', '\x0af4d9ee44eb0d0e5ffdcbb724bc11cadc9fcf7cab277ee32554e9d2166b73e1', '\x58ae47d701f9cd99cefd8bbb66852e1f9ce750418813e4717c5e4eee768ae0d1');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 34, 180, '\x83ba226aedf8eec8e39781ce48405423bb85bc4dbbb464f22c48d4f0ff736ef5', '\x3c2a5ef559f888d2df03ed7401d5dd987cf6fdc99360ad7753f00a9816e4389e', '\xe1f0376e808a44aecbe9079b7b37814e90e16c3fb3c91a29e84d3ebe73259082');
INSERT INTO realtime.seal VALUES ('conv-7-resumed', 35, 181, '\x7be6df060f1f3686abd3531659fec5e39da41beb51b6bfa249edcd1965f666e3', '\xdb658bd2909a9617806bf7a59e47442a5a3e953513336ab23f103e937f478a21', '\xcc9dee83e15d8868a5db55ddcbe38f21548a0cda4d3a36cbdcc43c563f057747');


--
-- Data for Name: secret; Type: TABLE DATA; Schema: realtime; Owner: -
--

INSERT INTO realtime.secret VALUES ('internal', '0b4c37b7e11ce67723fac3ab4c371c6f65eea129f8eb512d170317a5579620ac');


--
-- Data for Name: worker; Type: TABLE DATA; Schema: realtime; Owner: -
--



--
-- Data for Name: message; Type: TABLE DATA; Schema: transport_stand_in; Owner: -
--



--
-- Data for Name: queue; Type: TABLE DATA; Schema: transport_stand_in; Owner: -
--

INSERT INTO transport_stand_in.queue VALUES (1, 'session-awaits-worker', 1, NULL, 10, '2026-11-25 23:44:18.316792+00');
INSERT INTO transport_stand_in.queue VALUES (2, 'session-awaits-worker', 2, NULL, 10, '2026-11-22 23:42:59.906407+00');
INSERT INTO transport_stand_in.queue VALUES (3, 'session-awaits-worker', 3, NULL, 10, '2026-11-22 23:42:59.906407+00');


--
-- Data for Name: queue_subscription; Type: TABLE DATA; Schema: transport_stand_in; Owner: -
--

INSERT INTO transport_stand_in.queue_subscription OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 1, '');


--
-- Data for Name: topic; Type: TABLE DATA; Schema: transport_stand_in; Owner: -
--

INSERT INTO transport_stand_in.topic OVERRIDING SYSTEM VALUE VALUES (1, 'Realtime.Sessions:SessionAwaitsWorker');


--
-- Data for Name: topic_subscription; Type: TABLE DATA; Schema: transport_stand_in; Owner: -
--



--
-- Data for Name: version_1; Type: TABLE DATA; Schema: transport_stand_in; Owner: -
--



--
-- Name: mt_events_sequence; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.mt_events_sequence', 181, true);


--
-- Name: message_id_seq; Type: SEQUENCE SET; Schema: transport_stand_in; Owner: -
--

SELECT pg_catalog.setval('transport_stand_in.message_id_seq', 8, true);


--
-- Name: queue_id_seq; Type: SEQUENCE SET; Schema: transport_stand_in; Owner: -
--

SELECT pg_catalog.setval('transport_stand_in.queue_id_seq', 9, true);


--
-- Name: queue_subscription_id_seq; Type: SEQUENCE SET; Schema: transport_stand_in; Owner: -
--

SELECT pg_catalog.setval('transport_stand_in.queue_subscription_id_seq', 3, true);


--
-- Name: topic_id_seq; Type: SEQUENCE SET; Schema: transport_stand_in; Owner: -
--

SELECT pg_catalog.setval('transport_stand_in.topic_id_seq', 5, true);


--
-- Name: topic_subscription_id_seq; Type: SEQUENCE SET; Schema: transport_stand_in; Owner: -
--

SELECT pg_catalog.setval('transport_stand_in.topic_subscription_id_seq', 1, false);


--
-- Name: mt_event_progression pk_mt_event_progression; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mt_event_progression
    ADD CONSTRAINT pk_mt_event_progression PRIMARY KEY (name);


--
-- Name: mt_doc_conversation pkey_mt_doc_conversation_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mt_doc_conversation
    ADD CONSTRAINT pkey_mt_doc_conversation_id PRIMARY KEY (id);


--
-- Name: mt_doc_sessionsummary pkey_mt_doc_sessionsummary_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mt_doc_sessionsummary
    ADD CONSTRAINT pkey_mt_doc_sessionsummary_id PRIMARY KEY (id);


--
-- Name: mt_events pkey_mt_events_seq_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mt_events
    ADD CONSTRAINT pkey_mt_events_seq_id PRIMARY KEY (seq_id);


--
-- Name: mt_streams pkey_mt_streams_id; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mt_streams
    ADD CONSTRAINT pkey_mt_streams_id PRIMARY KEY (id);


--
-- Name: seal seal_pkey; Type: CONSTRAINT; Schema: realtime; Owner: -
--

ALTER TABLE ONLY realtime.seal
    ADD CONSTRAINT seal_pkey PRIMARY KEY (stream, version);


--
-- Name: seal seal_sequence_key; Type: CONSTRAINT; Schema: realtime; Owner: -
--

ALTER TABLE ONLY realtime.seal
    ADD CONSTRAINT seal_sequence_key UNIQUE (sequence);


--
-- Name: secret secret_pkey; Type: CONSTRAINT; Schema: realtime; Owner: -
--

ALTER TABLE ONLY realtime.secret
    ADD CONSTRAINT secret_pkey PRIMARY KEY (name);


--
-- Name: worker worker_pkey; Type: CONSTRAINT; Schema: realtime; Owner: -
--

ALTER TABLE ONLY realtime.worker
    ADD CONSTRAINT worker_pkey PRIMARY KEY (id);


--
-- Name: message message_pkey; Type: CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (id);


--
-- Name: message message_transport_message_id_queue_id_key; Type: CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.message
    ADD CONSTRAINT message_transport_message_id_queue_id_key UNIQUE (transport_message_id, queue_id);


--
-- Name: queue queue_name_kind_key; Type: CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.queue
    ADD CONSTRAINT queue_name_kind_key UNIQUE (name, kind);


--
-- Name: queue queue_pkey; Type: CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.queue
    ADD CONSTRAINT queue_pkey PRIMARY KEY (id);


--
-- Name: queue_subscription queue_subscription_pkey; Type: CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.queue_subscription
    ADD CONSTRAINT queue_subscription_pkey PRIMARY KEY (id);


--
-- Name: queue_subscription queue_subscription_source_id_destination_id_kind_routing_ke_key; Type: CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.queue_subscription
    ADD CONSTRAINT queue_subscription_source_id_destination_id_kind_routing_ke_key UNIQUE (source_id, destination_id, kind, routing_key);


--
-- Name: topic topic_name_key; Type: CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.topic
    ADD CONSTRAINT topic_name_key UNIQUE (name);


--
-- Name: topic topic_pkey; Type: CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.topic
    ADD CONSTRAINT topic_pkey PRIMARY KEY (id);


--
-- Name: topic_subscription topic_subscription_pkey; Type: CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.topic_subscription
    ADD CONSTRAINT topic_subscription_pkey PRIMARY KEY (id);


--
-- Name: topic_subscription topic_subscription_source_id_destination_id_kind_routing_ke_key; Type: CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.topic_subscription
    ADD CONSTRAINT topic_subscription_source_id_destination_id_kind_routing_ke_key UNIQUE (source_id, destination_id, kind, routing_key);


--
-- Name: idx_mt_events_event_id; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX idx_mt_events_event_id ON public.mt_events USING btree (id);


--
-- Name: pk_mt_events_stream_and_version; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON public.mt_events USING btree (stream_id, version);


--
-- Name: realtime_live_sessions; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX realtime_live_sessions ON public.mt_doc_conversation USING btree ((((data -> 'live'::text) ->> 'phase'::text))) WHERE (((data -> 'live'::text) ->> 'phase'::text) IS NOT NULL);


--
-- Name: realtime_summary_conversation; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX realtime_summary_conversation ON public.mt_doc_sessionsummary USING btree (((data ->> 'conversation'::text)), (((data ->> 'sequence'::text))::bigint));


--
-- Name: realtime_summary_requested; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX realtime_summary_requested ON public.mt_doc_sessionsummary USING btree ((((data ->> 'requestedUnixMilliseconds'::text))::bigint));


--
-- Name: realtime_summary_sequence; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX realtime_summary_sequence ON public.mt_doc_sessionsummary USING btree ((((data ->> 'sequence'::text))::bigint));


--
-- Name: message_queue_id_priority_due_id_idx; Type: INDEX; Schema: transport_stand_in; Owner: -
--

CREATE INDEX message_queue_id_priority_due_id_idx ON transport_stand_in.message USING btree (queue_id, priority, due, id);


--
-- Name: message_scheduling_token_idx; Type: INDEX; Schema: transport_stand_in; Owner: -
--

CREATE INDEX message_scheduling_token_idx ON transport_stand_in.message USING btree (scheduling_token) WHERE (scheduling_token IS NOT NULL);


--
-- Name: mt_events fkey_mt_events_stream_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mt_events
    ADD CONSTRAINT fkey_mt_events_stream_id FOREIGN KEY (stream_id) REFERENCES public.mt_streams(id) ON DELETE CASCADE;


--
-- Name: queue_subscription queue_subscription_destination_id_fkey; Type: FK CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.queue_subscription
    ADD CONSTRAINT queue_subscription_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES transport_stand_in.queue(id) ON DELETE CASCADE;


--
-- Name: queue_subscription queue_subscription_source_id_fkey; Type: FK CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.queue_subscription
    ADD CONSTRAINT queue_subscription_source_id_fkey FOREIGN KEY (source_id) REFERENCES transport_stand_in.topic(id) ON DELETE CASCADE;


--
-- Name: topic_subscription topic_subscription_destination_id_fkey; Type: FK CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.topic_subscription
    ADD CONSTRAINT topic_subscription_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES transport_stand_in.topic(id) ON DELETE CASCADE;


--
-- Name: topic_subscription topic_subscription_source_id_fkey; Type: FK CONSTRAINT; Schema: transport_stand_in; Owner: -
--

ALTER TABLE ONLY transport_stand_in.topic_subscription
    ADD CONSTRAINT topic_subscription_source_id_fkey FOREIGN KEY (source_id) REFERENCES transport_stand_in.topic(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--


RESET ALL;
