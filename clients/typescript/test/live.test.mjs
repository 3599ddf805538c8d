import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveLostError, QueueFullError, RealtimeClient, RealtimeProblem } from '@realtime/client';
import { Api, event, json, problem, quick, session, Sockets } from './fakes.mjs';

const mark = version => ({ type: 'session_mark', sessionId: session, version });
const start = { model: 'sim', conversation: 'c', session };
/** What the address of a live socket answers to a request without a handshake that would be accepted. */
const noHandshake = problem(400, 'invalid-options', { errors: { Upgrade: ['This address speaks WebSocket.'] } });

function client(sockets, more = {}) {
  return new RealtimeClient({ url: 'http://127.0.0.1:9', backoff: quick, webSocket: sockets.type, ...more });
}

/** Reads a live session to its end, in the background. */
function reading(live) {
  const read = [];
  const done = (async () => {
    for await (const next of live) read.push(next);
    return read;
  })();
  done.catch(() => {}); // a test that does not wait for the end does not look at its error either
  return { read, done };
}

const end = (socket, version, reason = 'requested', code = 1000) => {
  socket.say(event(version, 'session_ended', { reason }));
  socket.lose(code);
};

test('A start names its conversation and session, and asks for marks', async () => {
  const sockets = new Sockets();
  const live = client(sockets, { key: 'k' }).startLive({ model: 'sim', onWorkerLost: 'resume' });
  const socket = await sockets.number(1);
  assert.equal(socket.url.pathname, '/v1/realtime');
  assert.deepEqual(Object.fromEntries(socket.url.searchParams),
    { model: 'sim', onWorkerLost: 'resume', conversation: live.conversation, session: live.id, marks: 'true' });
  assert.deepEqual(socket.protocols, ['realtime', 'openai-insecure-api-key.k']);
  const closing = live.close();
  socket.open();
  await closing;
  assert.equal(socket.closedWith, 1000);
});

test('It brings events, messages of the model and notices, but no marks', async () => {
  const sockets = new Sockets();
  const { done } = reading(client(sockets).startLive(start));
  const socket = await sockets.number(1);
  socket.open();
  socket.say(event(1, 'session_requested'));
  socket.say({ type: 'response.done', response: {} });
  socket.say(mark(4));
  socket.say({ type: 'input_audio_dropped', sessionId: session, framesDropped: 2 });
  end(socket, 5);
  assert.deepEqual((await done).map(next => next.kind), ['event', 'model', 'notice', 'event']);
});

test('A lost socket comes back with the last mark, and says so', async () => {
  const sockets = new Sockets();
  const live = client(sockets).startLive(start);
  const { done } = reading(live);
  const first = await sockets.number(1);
  first.open();
  first.say(event(1, 'session_requested'));
  first.say(mark(17));
  first.lose();
  const second = await sockets.number(2);
  assert.equal(second.url.pathname, `/conversations/c/sessions/${session}/live`);
  assert.deepEqual(Object.fromEntries(second.url.searchParams), { after: '17', marks: 'true' });
  second.open();
  second.say(event(17)); // it has that already
  second.say(event(18));
  end(second, 19);
  assert.deepEqual((await done).map(next => next.event?.version ?? next), [1, { kind: 'returned', after: 17 }, 18, 19]);
  assert.equal(live.position, 19);
});

test('A page is told when the socket is there and when it is lost', async () => {
  const sockets = new Sockets(), states = [];
  const { done } = reading(client(sockets).startLive(start, { onConnection: isConnected => states.push(isConnected) }));
  (await sockets.number(1)).open();
  sockets.opened[0].lose();
  (await sockets.number(2)).open();
  end(sockets.opened[1], 1);
  await done;
  assert.deepEqual(states, [true, false, true, false]);
});

test('Its position is what was read, not what has arrived', async () => {
  const sockets = new Sockets();
  const live = client(sockets).startLive(start);
  const reader = live[Symbol.asyncIterator]();
  const socket = await sockets.number(1);
  socket.open();
  socket.say(event(1, 'session_requested'));
  socket.say(event(2, 'session_claimed'));
  assert.equal(live.position, 'now');
  await reader.next();
  assert.equal(live.position, 1);
  await live.close();
});

test('A listener without a version comes back with now', async () => {
  const sockets = new Sockets();
  const live = client(sockets).conversation('c').session(session).live({ drive: false });
  const first = await sockets.number(1);
  assert.deepEqual(Object.fromEntries(first.url.searchParams), { drive: 'false', marks: 'true' });
  first.open();
  first.lose(1012);
  assert.deepEqual(Object.fromEntries((await sockets.number(2)).url.searchParams), { drive: 'false', after: 'now', marks: 'true' });
  sockets.opened[1].open();
  await live.close();
});

test('Close codes: after the end it is over, whatever the code; without an end it comes back or stops', async () => {
  for (const code of [1000, 1001, 4402, 4408, 4409, 4410, 4499, 4500, 4502, 4503]) {
    const sockets = new Sockets();
    const { done } = reading(client(sockets).startLive(start));
    const socket = await sockets.number(1);
    socket.open();
    end(socket, 1, 'idle', code);
    assert.equal((await done).length, 1);
    assert.equal(sockets.opened.length, 1);
  }

  for (const code of [1000, 1001, 1006, 1007, 1009, 1011, 1012, 4429, 4500]) {
    const sockets = new Sockets();
    const live = client(sockets).startLive(start);
    const socket = await sockets.number(1);
    socket.open();
    socket.lose(code);
    (await sockets.number(2)).open();
    await live.close();
  }

  for (const code of [4403, 4511]) {
    const sockets = new Sockets();
    const { done } = reading(client(sockets).startLive(start));
    const socket = await sockets.number(1);
    socket.open();
    socket.say(mark(3));
    socket.lose(code, 'because');
    await assert.rejects(done, e => e instanceof LiveLostError && e.code === code && e.position === 3 && /because/.test(e.message));
  }
});

test('A refused handshake asks for the state: not begun, live, ended and read', async () => {
  const state = more => json(200, { conversation: 'c', sessionId: session, phase: 'started', ...more });
  const api = new Api(problem(404, 'unknown-session'), noHandshake, problem(503, 'log-unavailable'), state({}), state({ phase: 'ended', ended: { version: 9 } }));
  const sockets = new Sockets();
  const { done } = reading(client(sockets, { url: await api.start() }).startLive(start));
  (await sockets.number(1)).lose();
  const second = await sockets.number(2);
  assert.equal(second.url.pathname, '/v1/realtime'); // the start did not arrive
  second.lose();
  const third = await sockets.number(3);
  assert.match(third.url.pathname, /live$/); // it did
  third.open();
  third.say(mark(9));
  third.lose();
  (await sockets.number(4)).lose();
  assert.deepEqual(await done, []);
  await api.stop();
});

test('A refused start says why', async () => {
  const api = new Api(problem(404, 'unknown-session'), problem(409, 'conversation-busy'));
  const sockets = new Sockets();
  const { done } = reading(client(sockets, { url: await api.start() }).startLive(start));
  (await sockets.number(1)).lose();
  await assert.rejects(done, error => error instanceof RealtimeProblem && error.type === 'conversation-busy');
  assert.match(api.requests[1].url, /^\/v1\/realtime\?model=sim&conversation=c&session=/);
  assert.equal(sockets.opened.length, 1);
  await api.stop();
});

test('A handshake that fails without a close is tried again at once', async t => {
  const api = new Api(problem(404, 'unknown-session'), noHandshake);
  t.after(() => api.stop());
  const sockets = new Sockets();
  const { read, done } = reading(client(sockets, { url: await api.start() }).startLive(start));
  (await sockets.number(1)).dispatchEvent(new Event('error')); // as in Node 20
  const second = await Promise.race([sockets.number(2), new Promise(resolve => setTimeout(resolve, 10_000))]);
  assert.ok(second, 'no second handshake');
  second.open();
  end(second, 1);
  await done;
  assert.deepEqual(read.map(next => next.kind), ['event']);
});

test('Without an answer it gives up when its patience is over', async () => {
  const sockets = new Sockets();
  const { done } = reading(client(sockets, { patienceMilliseconds: 30 }).startLive({ model: 'sim', conversation: null }));
  const socket = await sockets.number(1);
  socket.lose();
  await assert.rejects(done, LiveLostError);
});

test('What is sent while the socket is away is sent later, but no audio', async () => {
  const sockets = new Sockets();
  const live = client(sockets).startLive(start);
  live.sendAudio(new Uint8Array([1, 2]));
  live.send({ type: 'response.create' });
  const socket = await sockets.number(1);
  socket.open();
  live.sendAudio(new Uint8Array([1, 2]));
  assert.deepEqual(socket.sent, [{ type: 'response.create' }, { type: 'input_audio_buffer.append', audio: 'AQI=' }]);
  assert.equal(live.audioDropped, 1);
  await live.close();
});

test('The send queue has a size: the oldest audio goes first, other messages are refused', async () => {
  const sockets = new Sockets();
  const live = client(sockets).startLive(start, { sendQueueBytes: 300 });
  const socket = await sockets.number(1);
  socket.open();
  socket.bufferedAmount = 1024 * 1024;
  for (let i = 0; i < 10; i++) live.sendAudio(new Uint8Array([i]));
  live.send({ type: 'response.create' });
  assert.throws(() => live.send({ type: 'x', text: 'y'.repeat(400) }), QueueFullError);
  socket.bufferedAmount = 0;
  while (!socket.sent.some(message => message.type === 'response.create')) await new Promise(resolve => setTimeout(resolve, 5));
  const heard = socket.sent.filter(message => message.audio).map(message => atob(message.audio).charCodeAt(0));
  assert.equal(heard.length, 10 - live.audioDropped);
  assert.deepEqual(heard, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].slice(live.audioDropped));
  assert.ok(live.audioDropped > 0 && heard.length > 0);
  await live.close();
});

test('A reader that is too slow loses its socket', async () => {
  const sockets = new Sockets();
  const live = client(sockets).startLive(start, { receiveQueueBytes: 200 });
  const socket = await sockets.number(1);
  socket.open();
  for (let i = 0; i < 10; i++) socket.say({ type: 'response.output_text.delta', delta: 'abcdefghij' });
  await assert.rejects(reading(live).done, QueueFullError);
  assert.equal(socket.closedWith, 1000);
});

test('What was missed may come in the words of the model, and the position follows it', async () => {
  const sockets = new Sockets();
  const { done } = reading(client(sockets).startLive({ ...start, view: 'openai' }));
  const first = await sockets.number(1);
  assert.equal(first.url.searchParams.get('view'), 'openai');
  first.open();
  first.say(event(1, 'session_requested'));
  first.lose();
  const second = await sockets.number(2);
  second.open();
  for (const type of ['response.output_item.done', 'conversation.item.done']) second.say({ type, version: 7 });
  second.lose();
  const third = await sockets.number(3);
  assert.deepEqual(Object.fromEntries(third.url.searchParams), { after: '6', view: 'openai', marks: 'true' });
  third.open();
  end(third, 8);
  assert.deepEqual((await done).map(next => next.kind), ['event', 'returned', 'model', 'model', 'returned', 'event']);
});

test('Events of an earlier session are not brought', async () => {
  const sockets = new Sockets();
  const { done } = reading(client(sockets).startLive(start));
  const socket = await sockets.number(1);
  socket.open();
  socket.say({ ...event(1, 'session_ended'), sessionId: '019ac0de-0000-7000-8000-00000000000f' });
  end(socket, 2);
  assert.deepEqual((await done).map(next => next.event.version), [2]);
});
