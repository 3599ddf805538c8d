"""Tests of realtime_client.py against an API that each test scripts: python3 -m unittest discover clients/python"""

import asyncio
import http
import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import websockets

import realtime_client
from realtime_client import Client, Live, LiveLost, Problem

SESSION = "019ac0de-0000-7000-8000-000000000001"


def event(version, type="transcript_delta", **data):
    return {"version": version, "sequence": version, "type": type, "sessionId": SESSION, "at": "2026-11-26T10:00:00Z", "data": data}


def stream(*events, last=None):
    text = "retry: 1000\n\n: a comment\n\n" + "".join(f"id: {e['version']}\nevent: {e['type']}\ndata: {json.dumps(e)}\n\n" for e in events)
    if last:
        text += f"event: error\ndata: {json.dumps({'type': f'urn:realtime:problem:{last}', 'detail': 'It is over.'})}\n\n"
    return 200, text, {}


def problem(status, name, **headers):
    return status, json.dumps({"type": f"urn:realtime:problem:{name}", "status": status, "detail": f"It is {name}."}), headers


BROKEN = None


class Api:
    """Gives one answer after the other; the last one answers the rest too."""

    def __init__(self, *answers):
        self.requests = []
        api = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                answer = answers[min(len(api.requests), len(answers) - 1)]
                api.requests.append((self.command, self.path, json.loads(body or b"null")))
                if answer is BROKEN:
                    return self.connection.close()
                status, text, headers = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(text if isinstance(text, bytes) else text.encode())

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.client = Client(f"http://127.0.0.1:{self.server.server_port}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Quick(unittest.TestCase):
    def setUp(self):
        realtime_client.Backoff.__init__.__defaults__ = (0.001, 0.004)


class FollowTests(Quick):
    def read(self, api, until, **options):
        read = []
        for e in api.client.follow("a b", **options):
            read.append(e["version"])
            if e["version"] == until:
                return read

    def test_a_broken_stream_goes_on_where_it_broke(self):
        with Api(stream(event(1), event(2)), BROKEN, stream(event(2), event(3))) as api:
            self.assertEqual([1, 2, 3], self.read(api, 3))
            self.assertEqual([0, 2, 2], [int(path.split("after=")[1].split("&")[0]) for _, path, _ in api.requests])
            self.assertTrue(api.requests[0][1].startswith("/conversations/a%20b/events?"))

    def test_a_gap_is_not_passed_on(self):
        with Api(stream(event(1), event(3)), stream(event(2), event(3))) as api:
            self.assertEqual([1, 2, 3], self.read(api, 3))

    def test_what_passes_is_waited_for(self):
        with Api(problem(503, "log-unavailable"), problem(429, "limit-reached"), stream(last="node-stopping"), stream(event(1))) as api:
            self.assertEqual([1], self.read(api, 1))

    def test_what_does_not_pass_is_raised(self):
        for answer, name in [(problem(404, "unknown-conversation"),) * 2, (problem(409, "beyond-end"),) * 2,
                             (stream(last="access-revoked"),) * 2, (stream(last="conversation-damaged"),) * 2]:
            with Api(answer) as api, self.assertRaises(Problem) as raised:
                self.read(api, 1)
            self.assertIn(f"urn:realtime:problem:{raised.exception.type}", answer[1])
            self.assertEqual(1, len(api.requests))

    def test_a_line_that_breaks_within_a_character_is_asked_for_again(self):
        with Api((200, b'id: 1\nevent: transcript_delta\ndata: {"text": "\xc3', {}), stream(event(1))) as api:
            self.assertEqual([1], self.read(api, 1))

    def test_now_is_a_version(self):
        with Api((200, '{"next": 7}', {}), stream(), stream(event(8))) as api:
            self.assertEqual([8], self.read(api, 8, after="now"))


class SendTests(Quick):
    def test_a_text_is_repeated_under_one_id(self):
        with Api(BROKEN, problem(503, "log-unavailable"), (202, '{"inputId": "x", "version": 7}', {})) as api:
            self.assertEqual(7, api.client.text("c", SESSION, "Hello")["version"])
            self.assertEqual(3, len(api.requests))
            self.assertEqual(1, len({body["inputId"] for _, _, body in api.requests}))

    def test_a_start_is_repeated_under_one_session_id(self):
        with Api(BROKEN, (202, "{}", {})) as api:
            session = api.client.start("c", modality="text")
            self.assertEqual([{"modality": "text", "sessionId": session}] * 2, [body for _, _, body in api.requests])

    def test_a_refusal_has_its_type(self):
        with Api(problem(409, "conversation-busy")) as api, self.assertRaises(Problem) as raised:
            api.client.start("c")
        self.assertEqual(("conversation-busy", 409, 1), (raised.exception.type, raised.exception.status, len(api.requests)))

    def test_patience_ends(self):
        with Api(problem(503, "at-capacity", retry_after="3600")) as api, self.assertRaises(Problem):
            api.client.end("c", SESSION)
        self.assertEqual(1, len(api.requests))


class LiveTests(unittest.IsolatedAsyncioTestCase):
    setUp = Quick.setUp

    async def read(self, *scripts, known=False, **options):
        """What a live session brings from sockets that say these messages and close with this code. And their addresses."""
        addresses = []

        async def serve(socket, path):
            addresses.append(path)
            *messages, code = scripts[min(len(addresses), len(scripts)) - 1]
            for message in messages:
                await socket.send(json.dumps(message))
            await socket.close(code)

        async with websockets.serve(serve, "127.0.0.1", 0, subprotocols=["realtime"]) as server:
            client = Client(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", patience=5)
            live = Live(client, "c", SESSION, **({} if known else {"model": "sim"}), **options)
            return [next async for next in live], addresses, live

    async def test_it_comes_back_with_the_last_mark_until_the_session_has_ended(self):
        mark = {"type": "session_mark", "sessionId": SESSION, "version": 17}
        read, addresses, live = await self.read(
            [event(1, "session_requested"), {"type": "response.done"}, mark, 1012],
            [event(17), event(18), {"type": "input_audio_dropped", "framesDropped": 1}, 1000],
            [event(19, "session_ended", reason="requested"), 1000])
        self.assertEqual(["event", "model", "returned", "event", "notice", "returned", "event"], [kind for kind, _ in read])
        self.assertEqual([1, 17, 18, 18, 19],
                         [m["version"] if kind == "event" else m for kind, m in read if kind in ("event", "returned")])
        self.assertTrue(addresses[0].startswith("/v1/realtime?"))
        self.assertIn(f"conversation=c&session={SESSION}&model=sim", addresses[0])
        self.assertEqual(f"/conversations/c/sessions/{SESSION}/live?marks=true&drive=true&after=17", addresses[1])
        self.assertEqual(19, live.position)

    async def test_a_reader_that_sends_while_the_socket_is_away_is_told_and_reads_on(self):
        async def serve(socket, path):
            if path.startswith("/v1/realtime"):
                await socket.send(json.dumps(event(1)))
                return await socket.close(1012)
            await socket.send(json.dumps(event(2, "session_ended")))

        async with websockets.serve(serve, "127.0.0.1", 0, subprotocols=["realtime"]) as server:
            live = Live(Client(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", patience=5), "c", SESSION, model="sim")
            read = []
            async for kind, message in live:
                read.append(kind)
                if message == event(1):
                    await live._socket.wait_closed()
                    with self.assertRaises(ConnectionError):
                        await asyncio.wait_for(live.send({"type": "response.create"}), 5)
            self.assertEqual(["event", "returned", "event"], read)

    async def test_a_refused_start_says_why(self):
        asked = []

        async def refuse(path, headers):
            asked.append(path)
            status, body, _ = problem(409, "conversation-busy") if path.startswith("/v1/realtime") else problem(404, "unknown-session")
            return http.HTTPStatus(status), [("content-type", "application/problem+json")], body.encode()

        async with websockets.serve(None, "127.0.0.1", 0, process_request=refuse) as server:
            live = Live(Client(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", patience=5), "c", SESSION, model="sim")
            with self.assertRaises(Problem) as raised:
                async for _ in live:
                    pass
        self.assertEqual("conversation-busy", raised.exception.type)
        self.assertEqual(3, len(asked))
        self.assertEqual(asked[0], asked[2])

    async def test_codes_that_do_not_pass_are_raised_with_the_position(self):
        for code in (4403, 4511):
            with self.assertRaises(LiveLost) as raised:
                await self.read([event(1), code])
            self.assertEqual(1, raised.exception.position)

    async def test_events_of_another_session_are_left_out(self):
        read, _, _ = await self.read([{**event(1, "session_ended"), "sessionId": "another"}, event(2, "session_ended"), 1000])
        self.assertEqual([2], [message["version"] for _, message in read])

    async def test_what_was_missed_may_come_in_the_words_of_the_model(self):
        missed = {"type": "conversation.item.done", "version": 7}
        read, addresses, _ = await self.read([event(1), 1012], [missed, missed, 1012], [event(8, "session_ended"), 1000], view="openai")
        self.assertEqual(["event", "returned", "model", "model", "returned", "event"], [kind for kind, _ in read])
        self.assertTrue(all("view=openai" in address for address in addresses))
        self.assertIn("after=6", addresses[2])

    async def test_a_listener_without_a_version_comes_back_with_now(self):
        _, addresses, _ = await self.read([1001], [event(9, "session_ended"), 1000], known=True, drive=False)
        self.assertEqual(["/live?marks=true&drive=false", "/live?marks=true&drive=false&after=now"],
                         [address[address.index("/live"):] for address in addresses])


if __name__ == "__main__":
    unittest.main()
