import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RealtimeClient, RealtimeProblem } from '@realtime/client';
import { Api, event, json, message, problem, quick, stream } from './fakes.mjs';

async function follow(api, { until, ...options } = {}) {
  const url = await api.start();
  const read = [];
  try {
    for await (const next of new RealtimeClient({ url, backoff: quick }).conversation('c').follow(options)) {
      read.push(next);
      if (next.version === until) break;
    }
  } finally {
    await api.stop();
  }

  return read.map(e => e.version);
}

const openings = api => api.requests.map(request => request.url);

test('A broken stream goes on where it broke', async () => {
  const api = new Api(stream([message(event(1)), message(event(2))]), stream([message(event(3))], 'end'), stream([message(event(4))]));
  assert.deepEqual(await follow(api, { until: 4 }), [1, 2, 3, 4]);
  assert.deepEqual(openings(api), [0, 2, 3].map(after => `/conversations/c/events?after=${after}`));
  assert.equal(api.requests[0].headers.accept, 'text/event-stream');
});

test('A page is told when the connection is there and when it is lost', async () => {
  const states = [];
  const api = new Api(stream([message(event(1))]), problem(503, 'node-stopping'), stream([message(event(2))]));
  await follow(api, { until: 2, onConnection: isConnected => states.push(isConnected) });
  assert.deepEqual(states, [true, false, false, true]);
});

test('An event that comes again is not read again', async () => {
  const api = new Api(stream([1, 2].map(v => message(event(v)))), stream([1, 2, 3].map(v => message(event(v)))));
  assert.deepEqual(await follow(api, { until: 3 }), [1, 2, 3]);
});

test('A gap is not passed on', async () => {
  const api = new Api(stream([1, 3].map(v => message(event(v))), 'stay'), stream([2, 3].map(v => message(event(v)))));
  assert.deepEqual(await follow(api, { until: 3 }), [1, 2, 3]);
});

test('A message may arrive in pieces, in the middle of a character too', async () => {
  const bytes = Buffer.from(message(event(1, 'transcript_delta', { text: 'Grüße' })));
  const api = new Api((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const write = at => at < bytes.length && response.write(bytes.subarray(at, at + 1), () => write(at + 1));
    write(0);
  });
  assert.deepEqual(await follow(api, { until: 1 }), [1]);
});

test('A stopping API is left at once, whatever it asks to wait', async () => {
  const last = `retry: 60000\nevent: error\ndata: ${JSON.stringify({ type: 'urn:realtime:problem:node-stopping', detail: '' })}\n\n`;
  const api = new Api(stream([message(event(1)), last], 'stay'), stream([message(event(2))]));
  assert.deepEqual(await follow(api, { until: 2 }), [1, 2]);
});

test('What passes is waited for', async () => {
  const api = new Api(problem(503, 'log-unavailable'), problem(429, 'limit-reached'), json(502, {}), stream([message(event(1))]));
  assert.deepEqual(await follow(api, { until: 1 }), [1]);
});

test('What does not pass is thrown', async () => {
  const refusals = [[404, 'unknown-conversation'], [409, 'beyond-end'], [410, 'conversation-archived'], [401, 'unauthorized']];
  for (const [status, name] of refusals) {
    const api = new Api(problem(status, name));
    await assert.rejects(follow(api), e => e instanceof RealtimeProblem && e.type === name && e.status === status);
    assert.equal(api.requests.length, 1);
  }
});

test('The last message of a stream that cannot go on is thrown', async () => {
  for (const name of ['access-revoked', 'conversation-damaged']) {
    const last = `event: error\ndata: ${JSON.stringify({ type: `urn:realtime:problem:${name}`, detail: 'It is over.', version: 2 })}\n\n`;
    await assert.rejects(follow(new Api(stream([message(event(1)), last]))), e => e.type === name && e.message === 'It is over.');
  }
});

test('A silent connection counts as lost, and heartbeats keep it', async () => {
  const beating = (_, response) => {
    stream([message(event(2))], 'stay')(_, response);
    let beats = 0;
    const timer = setInterval(() => {
      response.write(': heartbeat\n\n');
      if (++beats < 10) return;
      clearInterval(timer);
      response.write(message(event(3)));
    }, 250);
  };
  const api = new Api(stream([message(event(1))], 'stay'), beating);
  assert.deepEqual(await follow(api, { until: 3, silenceMilliseconds: 2_000 }), [1, 2, 3]);
  assert.equal(api.requests.length, 2);
});

test('Now is a version, so that a break before the first event loses nothing', async () => {
  const page = json(200, { conversation: 'c', events: [], next: 7, more: false, live: null });
  const api = new Api(page, stream([]), stream([message(event(8))]));
  assert.deepEqual(await follow(api, { after: 'now', until: 8 }), [8]);
  assert.deepEqual(openings(api).slice(1), [7, 7].map(after => `/conversations/c/events?after=${after}`));
});

test('A conversation that has not begun can be waited for', async () => {
  const api = new Api(problem(404, 'unknown-conversation'), stream([message(event(1))]));
  assert.deepEqual(await follow(api, { after: 'now', wait: true, until: 1 }), [1]);
  assert.equal(openings(api)[1], '/conversations/c/events?after=0&wait=true');
});

test('An event of an unknown type is passed on as it is', async () => {
  const unknown = event(1, 'moon_phase_changed', { phase: 'full' });
  const api = new Api(stream([message(unknown)]));
  const url = await api.start();
  for await (const read of new RealtimeClient({ url }).conversation('c').follow()) {
    assert.deepEqual(read, unknown);
    break;
  }

  await api.stop();
});

test('An aborted signal ends the iteration while it waits', async () => {
  const stopping = new AbortController();
  const api = new Api((_, response) => {
    stream([message(event(1))], 'stay')(_, response);
    setTimeout(() => stopping.abort(), 20);
  });
  assert.deepEqual(await follow(api, { signal: stopping.signal }), [1]);
});
