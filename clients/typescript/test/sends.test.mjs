import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RealtimeClient, RealtimeProblem } from '@realtime/client';
import { Api, json, problem, quick, session } from './fakes.mjs';

async function using(api, act, options = {}) {
  const client = new RealtimeClient({ url: await api.start(), backoff: quick, ...options });
  try {
    return await act(client.conversation('a b').session(session), client);
  } finally {
    await api.stop();
  }
}

const broken = (request, response) => response.destroy();

test('A text is repeated under one id until it is answered', async () => {
  const api = new Api(broken, problem(503, 'log-unavailable'), json(202, { inputId: 'x', version: 7 }));
  assert.deepEqual(await using(api, s => s.text('Hello')), { inputId: 'x', version: 7 });
  const bodies = api.requests.map(request => JSON.parse(request.body));
  assert.equal(bodies.length, 3);
  assert.equal(new Set(bodies.map(body => body.inputId)).size, 1);
  assert.equal(api.requests[0].url, `/conversations/a%20b/sessions/${session}/text`);
});

test('A start is repeated under one session id', async () => {
  const api = new Api(broken, json(202, { conversation: 'a b', sessionId: session, phase: 'requested', version: 1 }));
  await using(api, (_, client) => client.conversation('a b').start({ modality: 'text' }));
  const bodies = api.requests.map(request => JSON.parse(request.body));
  assert.equal(bodies[0].sessionId, bodies[1].sessionId);
  assert.match(bodies[0].sessionId, /^[0-9a-f-]{36}$/);
});

test('Every command has one id', async () => {
  const api = new Api(json(202, { inputId: 'x', version: 7 }));
  await using(api, async s => {
    await s.item({ item: { type: 'message' } });
    await s.respond();
    await s.cancelResponse();
    await s.clearAudio();
    await s.commitAudio();
    await s.retrieveItem('item_1');
    await s.deleteItem('item_1', 'mine');
  });
  for (const { body } of api.requests.slice(0, 6)) assert.match(JSON.parse(body).inputId, /^[0-9a-f-]{36}$/);
  assert.deepEqual(api.requests.map(({ method, url }) => `${method} ${url.split(session)[1]}`), [
    'POST /items', 'POST /responses', 'POST /responses/cancel', 'POST /audio/clear', 'POST /audio/commit', 'POST /items/item_1/retrieve',
    'DELETE /items/item_1?inputId=mine',
  ]);
});

test('Audio whose fate is not known is not sent again, and refused audio is', async () => {
  const lost = new Api(broken);
  await assert.rejects(using(lost, s => s.audio(new Uint8Array(4))));
  assert.equal(lost.requests.length, 1);
  const refused = new Api(problem(503, 'owner-unreachable'), json(202, {}));
  await using(refused, s => s.audio(new Uint8Array(4)));
  assert.equal(refused.requests.length, 2);
  assert.equal(refused.requests[1].headers['content-type'], 'application/octet-stream');
});

test('A refusal has its type, its words and its fields', async () => {
  const api = new Api(problem(409, 'conversation-busy', { sessionId: session }));
  await assert.rejects(using(api, (_, client) => client.conversation('a b').start()), error => {
    assert.ok(error instanceof RealtimeProblem);
    assert.deepEqual([error.type, error.status, error.message, error.problem.sessionId],
      ['conversation-busy', 409, 'It is conversation-busy.', session]);
    return true;
  });
  assert.equal(api.requests.length, 1);
});

test('The answer of a proxy is a problem too', async () => {
  const api = new Api((_, response) => response.writeHead(413).end('<html>too large</html>'));
  await assert.rejects(using(api, s => s.text('Hello')), { status: 413, message: '<html>too large</html>' });
});

test('Patience ends', async () => {
  const api = new Api(problem(503, 'at-capacity'));
  await assert.rejects(using(api, s => s.text('Hello'), { patienceMilliseconds: 500 }), { type: 'at-capacity' });
  assert.ok(api.requests.length > 1);
});

test('Retry-After is longer than the own wait', async () => {
  const api = new Api(problem(503, 'at-capacity', {}, { 'retry-after': '3600' }));
  await assert.rejects(using(api, s => s.text('Hello'), { patienceMilliseconds: 5_000 }), { type: 'at-capacity' });
  assert.equal(api.requests.length, 1); // an hour is beyond the patience
});

test('A call can be given up', async () => {
  const giving = new AbortController();
  const api = new Api(() => giving.abort(new Error('enough')));
  await assert.rejects(using(api, s => s.text('Hello', {}, { signal: giving.signal })), { message: 'enough' });
});

test('The key is asked for at each request', async () => {
  const api = new Api(json(200, {}));
  let asked = 0;
  await using(api, async s => (await s.state(), await s.state()), { key: async () => `key-${++asked}` });
  assert.deepEqual(api.requests.map(request => request.headers.authorization), ['Bearer key-1', 'Bearer key-2']);
});
