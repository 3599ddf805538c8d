"""A client of Realtime in one file, to use as it is or to read as a pattern.

It needs Python 3.11, and for live sockets the package websockets, version 10 or newer (Debian: python3-websockets). Calls and follow()
block; live sockets are asyncio. docs/reconnecting.md explains the rules.
"""

import asyncio
import http.client
import json
import random
import time
import urllib.parse
import uuid

try:
    import websockets
except ImportError:  # only live sockets need it
    websockets = None

ATTEMPT_SECONDS = 30
LONGEST_MESSAGE = 16 * 1024 * 1024
NODE_STOPPING, ACCESS_REVOKED, DAMAGED = 1012, 4403, 4511


class Problem(Exception):
    """A refusal of the API: type is the end of its problem type, such as conversation-busy; body has all fields."""

    def __init__(self, status, body, retry_after=0.0):
        self.status, self.body, self.retry_after = status, body, retry_after
        self.type = body.get("type", "about:blank").removeprefix("urn:realtime:problem:")
        super().__init__(f"{status} {self.type}: {body.get('detail', '')}")

    @property
    def is_transient(self):
        """Whether the same request may succeed later."""
        return self.status in (429, 502, 503, 504)


class LiveLost(Exception):
    """The live socket is lost, and coming back did not help or cannot help. position is what to come back with later."""

    def __init__(self, why, position):
        self.position = position
        super().__init__(f"The live socket is lost ({why}).")


class Backoff:
    """Waits, each twice the one before, up to a bound. Half of each is random, so that clients do not come in step."""

    def __init__(self, first=0.25, most=5.0):
        self.first, self.most, self.attempts = first, most, 0

    def next(self, at_least=0.0):
        whole = min(self.most, self.first * 2 ** min(self.attempts, 20))
        self.attempts += 1
        return max(at_least, whole / 2 + random.random() * whole / 2)

    def shortest(self):
        return random.random() * self.first / 2

    def reset(self):
        self.attempts = 0


class Client:
    """One API. Each call is repeated under one id until it is answered, refused for good, or patience (seconds) is over."""

    def __init__(self, url, key=None, patience=60.0):
        self.url, self.key, self.patience = urllib.parse.urlsplit(url), key, patience

    def start(self, conversation, **options):
        """Starts a session with the options of a start; returns its id. The id is chosen here: a repeat starts no second session."""
        options.setdefault("sessionId", str(uuid.uuid4()))
        self.call("POST", f"{path(conversation)}/sessions", options)
        return options["sessionId"]

    def text(self, conversation, session, text, input_id=None):
        return self.call("POST", f"{path(conversation, session)}/text", {"text": text, "inputId": input_id or str(uuid.uuid4())})

    def answer(self, conversation, session, call_id, output):
        """Answers a tool call. The same answer twice is one answer."""
        return self.call("POST", f"{path(conversation, session)}/handoffs/{quote(call_id)}", {"output": output})

    def end(self, conversation, session):
        return self.call("POST", f"{path(conversation, session)}/end")

    def state(self, conversation, session):
        return self.call("GET", path(conversation, session))

    def call(self, method, address, body=None):
        """The parsed answer. Raises a Problem for a refusal, and OSError or HTTPException if there was none within the patience."""
        backoff, until = Backoff(), time.monotonic() + self.patience
        while True:
            try:
                return self._attempt(method, address, body)
            except (Problem, OSError, http.client.HTTPException) as error:
                refused = isinstance(error, Problem)
                wait = backoff.next(error.retry_after if refused else 0)
                if refused and not error.is_transient or time.monotonic() + wait > until:
                    raise
            time.sleep(wait)

    # region follow
    def follow(self, conversation, after=0, wait=False, silence=45.0):
        """The events of a conversation in order, each once, for as long as the caller reads."""
        backoff = Backoff()
        if after == "now":  # as a number: a break before the first event would otherwise come back to a later now
            after = self.call("GET", f"{path(conversation)}/events?after=now&limit=1")["next"]
        while True:
            pause = None
            connection = self._connect(silence)
            try:
                response = self._open(connection, "GET", f"{path(conversation)}/events?after={after}&wait={str(wait).lower()}",
                                      headers={"accept": "text/event-stream"})
                for name, data in messages(response):
                    if name == "error":  # the last message of a stream that the API ends
                        last = Problem(0, json.loads(data))
                        if last.type in ("access-revoked", "conversation-damaged"):
                            raise last
                        pause = backoff.shortest() if last.type == "node-stopping" else None
                        break
                    event = json.loads(data)
                    if event["version"] <= after:
                        continue  # it was read before
                    if event["version"] > after + 1:
                        break  # never pass a gap on: ask again from the last event
                    after = event["version"]
                    backoff.reset()
                    yield event
            except Problem as problem:
                if not problem.is_transient:
                    raise
                pause = backoff.next(problem.retry_after)
            except (OSError, http.client.HTTPException):
                pass  # the connection broke, or was silent for too long
            finally:
                connection.close()
            time.sleep(backoff.next() if pause is None else pause)
    # endregion

    def _attempt(self, method, address, body):
        connection = self._connect(ATTEMPT_SECONDS)
        try:
            data = None if body is None else json.dumps(body).encode()
            headers = {} if body is None else {"content-type": "application/json"}
            return json.loads(self._open(connection, method, address, data, headers).read() or b"null")
        finally:
            connection.close()

    def _connect(self, timeout):
        kind = http.client.HTTPSConnection if self.url.scheme == "https" else http.client.HTTPConnection
        return kind(self.url.hostname, self.url.port, timeout=timeout)

    def _open(self, connection, method, address, body=None, headers=None):
        credential = {"authorization": f"Bearer {self.key}"} if self.key else {}
        connection.request(method, self.url.path.rstrip("/") + address, body, {**credential, **(headers or {})})
        response = connection.getresponse()
        if response.status < 400:
            return response
        text = response.read()
        try:
            problem = json.loads(text)
        except ValueError:
            problem = None  # the answer comes from something in front of the API
        retry_after = response.headers.get("retry-after", "0")
        raise Problem(response.status, problem if isinstance(problem, dict) else {"detail": text[:500].decode("utf-8", "replace")},
                      float(retry_after) if retry_after.isdigit() else 0.0)


def messages(response):
    """The messages of an event stream as (event, data). Comments only show that the connection is alive."""
    name, data = None, []
    while line := response.readline(LONGEST_MESSAGE + 1):
        if len(line) > LONGEST_MESSAGE:
            raise http.client.HTTPException("A line of the event stream is longer than 16 MiB.")
        if not line.endswith(b"\n"):
            return  # the connection broke within the line, perhaps within a character
        field, _, value = line.decode().rstrip("\r\n").partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
        elif field == "" and line.strip() == b"":
            if data:
                yield name, "\n".join(data)
            name, data = None, []


def quote(text):
    return urllib.parse.quote(text, safe="")


def path(conversation, session=None):
    return f"/conversations/{quote(conversation)}" + (f"/sessions/{session}" if session else "")


class Live:
    """A live socket that comes back by itself. Iterate over it: it is over when the session has ended.

    It yields (kind, message): "event" is an event of the log, "model" a message of the model, "notice" one of the API, and "returned"
    says that the socket was lost and is back: what was sent just before may not have arrived. Nothing is queued: send() fails while the
    socket is away, and while nobody iterates, nothing is received and the socket does not come back.
    """

    def __init__(self, client, conversation, session=None, after=None, drive=True, view=None, **start):
        """With start options, such as model="…", it starts the session; without, it attaches to it. With view="openai" what was missed
        comes in the model's words, as whole items and without tool calls that have an answer."""
        self.view = {"view": view} if view else {}
        self.client, self.conversation, self.session = client, conversation, session or str(uuid.uuid4())
        self.start, self.drive, self.position = start, drive, 0 if start else after
        self._known, self._socket, self._is_open, self._closing = not start, None, False, False

    async def send(self, message):
        """Raises a ConnectionError while the socket is away. "returned" follows: what was sent just before may be lost too."""
        try:
            if self._is_open:
                return await self._socket.send(json.dumps(message))
        except websockets.ConnectionClosed:
            pass
        raise ConnectionError("The live socket is away.")

    async def close(self):
        """Closes the socket. If it started the session, the session ends."""
        self._closing = True
        if self._socket:
            await self._socket.close(1000)

    # region live
    async def __aiter__(self):
        backoff, was_open, since = Backoff(), False, time.monotonic()
        while True:
            code, wait = None, None
            try:
                async with websockets.connect(self._address(), subprotocols=self._subprotocols(), open_timeout=15, close_timeout=2,
                                              ping_interval=10, ping_timeout=20, max_size=None) as self._socket:
                    self._is_open = True
                    backoff.reset()
                    if was_open:
                        yield "returned", self.position
                    was_open = self._known = True
                    async for text in self._socket:
                        for kind, message in self._sort(json.loads(text)):
                            yield kind, message
                            if kind == "event" and message["type"] == "session_ended":
                                return
                    code = self._socket.close_code
            except websockets.ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else 1006
            except (OSError, asyncio.TimeoutError, websockets.InvalidHandshake):
                if await self._is_over():
                    return
            finally:
                self._is_open = False
            if self._closing:
                return
            if code is not None:
                since = time.monotonic()
                if self.position is None:
                    self.position = "now"
            if code in (ACCESS_REVOKED, DAMAGED):
                raise LiveLost(code, self.position)
            wait = backoff.shortest() if code == NODE_STOPPING else backoff.next()
            if time.monotonic() + wait - since > self.client.patience:
                raise LiveLost("no API answers", self.position)
            await asyncio.sleep(wait)
    # endregion

    def _sort(self, message):
        """What the message is. Its version, or that of a mark, is the new position; a version that is not new is left out."""
        version = message.get("version")
        if not isinstance(version, int) or "data" not in message and message["type"] != "session_mark":
            if isinstance(version, int) and isinstance(self.position, int):
                self.position = max(self.position, version - 1)  # more may follow with the same version
            is_notice = message["type"] in ("session_over_budget", "session_expiring", "input_audio_dropped")
            yield "notice" if is_notice else "model", message
        elif not isinstance(self.position, int) or version > self.position:
            self.position = version
            if message["type"] != "session_mark" and message.get("sessionId") == self.session:
                yield "event", message

    def _address(self):
        scheme = "wss" if self.client.url.scheme == "https" else "ws"
        return f"{scheme}://{self.client.url.netloc}{self.client.url.path.rstrip('/')}{self._path()}"

    def _path(self):
        query = {"marks": "true"} | self.view
        if self._known:
            query |= {"drive": str(self.drive).lower()} | ({} if self.position is None else {"after": self.position})
        else:
            query |= {"conversation": self.conversation, "session": self.session, **self.start}
        address = f"{path(self.conversation, self.session)}/live" if self._known else "/v1/realtime"
        return f"{address}?{urllib.parse.urlencode(query)}"

    def _subprotocols(self):
        return ["realtime"] + ([f"openai-insecure-api-key.{self.client.key}"] if self.client.key else [])

    async def _is_over(self):
        """The session's state says why a handshake was refused. True if it has ended, and the end was read."""
        try:
            state = await asyncio.to_thread(self.client.state, self.conversation, self.session)
        except Problem as problem:
            if problem.status in (403, 404) and not self._known:
                await self._may_start()
                return False  # the start did not arrive: it is sent again
            if problem.is_transient or problem.status == 403:
                return False  # it is tried again
            raise
        except (OSError, http.client.HTTPException):
            return False
        self._known = True
        ended = state.get("ended")
        return bool(ended) and (not isinstance(self.position, int) or self.position >= ended["version"])

    async def _may_start(self):
        """The same request without a handshake gets the refusal in words, and starts nothing. Raises it unless it passes."""
        try:
            await asyncio.to_thread(self.client._attempt, "GET", self._path(), None)
        except Problem as problem:
            if not problem.is_transient and "Upgrade" not in problem.body.get("errors", {}):
                raise
        except (OSError, http.client.HTTPException):
            pass  # nobody answers: the start is sent again
