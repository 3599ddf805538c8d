"""Holds conversations, one after the other, until its input ends, and writes down everything that it reads.

    PYTHONPATH=clients/python python3 samples/reconnecting/talk.py http://localhost:5080 FOLDER NAME
"""

import asyncio
import json
import os
import sys
import threading

from realtime_client import Client, Live, Problem

url, folder, prefix = sys.argv[1:]
client = Client(url)
LINES = ["Hello there", 'call weather {"city":"Oslo"}', "Thank you"]
LIVE_LINES = ["Hello there", "How are you", "Thank you"]
TOOLS = [{"type": "function", "name": "weather", "parameters": {"type": "object"}}]


# region talk
def talk(name, record):
    """Says each line when the one before is answered, and answers tool calls. Returns when the session has ended."""
    session = client.start(name, modality="text", onWorkerLost="resume", session={"type": "realtime", "tools": TOOLS})
    said = 0

    def react(type, data):
        nonlocal said
        if type == "handoff_requested":
            client.answer(name, session, data["callId"], "12 degrees")
        elif type == "session_started" or type == "transcript_completed" and data["role"] == "assistant":
            if said == len(LINES):
                client.end(name, session)
            else:
                said += 1
                client.text(name, session, LINES[said - 1], input_id=f"line-{said}")

    for event in client.follow(name):
        record(event)  # each event once, in the order of the log
        try:
            react(event["type"], event["data"])
        except Problem as problem:
            if problem.type != "session-not-live":
                raise  # else session_ended follows, and says why
        if event["type"] == "session_ended":
            return
# endregion


# region live
async def talk_live(name, record):
    """The same over a live socket. What was sent while the socket or the worker was lost may be lost too, so it is said again."""
    live = Live(client, name, model="sim", onWorkerLost="resume")
    answered = set()

    async def say():
        content = [{"type": "input_text", "text": LIVE_LINES[len(answered)]}]
        item = {"id": f"line_{len(answered)}", "type": "message", "role": "user", "content": content}
        try:
            await live.send({"type": "session.update", "session": {"type": "realtime", "output_modalities": ["text"]}})
            await live.send({"type": "conversation.item.create", "item": item})  # once under its id
            await live.send({"type": "response.create"})
        except ConnectionError:
            pass  # the socket was lost: "returned" follows, and the line is said again

    async for kind, message in live:
        record({"kind": kind, "message": message})
        answer = answer_in(kind, message)
        if answer and answer not in answered:
            answered.add(answer)
            if len(answered) < len(LIVE_LINES):
                await say()
            elif len(answered) == len(LIVE_LINES):
                await asyncio.to_thread(client.end, name, live.session)
        elif len(answered) < len(LIVE_LINES) and (
                kind == "returned" or kind == "event" and message["type"] in ("session_started", "session_resumed")):
            await say()


def answer_in(kind, message):
    """The id of a response that is complete: live in the model's words, and after a return perhaps in those of the log."""
    if kind == "model" and message["type"] == "response.done" and message["response"]["status"] == "completed":
        return message["response"]["id"]
    if kind == "event" and message["type"] == "response_done" and message["data"]["status"] == "completed":
        return message["data"]["responseId"]
    return None
# endregion


over = threading.Event()


def lane(kind, hold):
    number = 0
    while not over.is_set():
        name = f"{prefix}-{kind}-{number}"
        with open(os.path.join(folder, f"{name}.ndjson"), "w", encoding="utf-8", buffering=1) as file:
            hold(name, lambda read: file.write(json.dumps(read) + "\n"))
        number += 1


def failing(kind, hold):
    """A lane that fails ends the program, which the tests see."""
    try:
        lane(kind, hold)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)


lanes = [threading.Thread(target=failing, args=given) for given in (
    ("talk-a", talk), ("talk-b", talk), ("live", lambda name, record: asyncio.run(talk_live(name, record))))]
for thread in lanes:
    thread.start()
sys.stdin.read()
over.set()
for thread in lanes:
    thread.join()
