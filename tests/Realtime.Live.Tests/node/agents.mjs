// The npm package "@openai/agents-realtime": an agent with a tool holds a whole session over its WebSocket transport.
import assert from 'node:assert/strict';
import { OpenAIRealtimeWebSocket, RealtimeAgent, RealtimeSession, tool } from '@openai/agents-realtime';
import { z } from 'zod';
import { Heard, pieces, sentence, settings, silence } from './hearing.mjs';

const { baseURL, apiKey, model } = settings;
const url = `${baseURL.replace(/^http/, 'ws')}/realtime?model=${encodeURIComponent(model)}`;
const weather = tool({
  name: 'weather',
  description: 'Tells the weather of a city.',
  parameters: z.object({ city: z.string() }),
  execute: async ({ city }) => `12 degrees in ${city}`,
});
const agent = new RealtimeAgent({ name: 'Guide', instructions: 'Be brief.', tools: [weather] });
const session = new RealtimeSession(agent, { transport: new OpenAIRealtimeWebSocket(), model, tracingDisabled: true });

const heard = new Heard();
session.on('transport_event', (event) => heard.add(event));
session.on('audio', (event) => heard.add({ type: 'an audio', bytes: event.data.byteLength }));
session.on('audio_interrupted', () => heard.add({ type: 'an interruption' }));
session.on('agent_tool_end', (_context, _agent, _tool, result) => heard.add({ type: 'a tool result', result }));
session.on('error', (error) => heard.add({ type: 'failure', error }));
const closed = new Promise((resolve) => session.transport.on('connection_change', (status) => status === 'disconnected' && resolve()));
const speak = (pcm) => {
  for (const piece of pieces(pcm)) session.sendAudio(new Uint8Array(piece).buffer);
};

await session.connect({ apiKey, url });
await heard.until('session.updated', (event) => event.session.instructions?.includes('Be brief.'));

session.sendMessage('hello there');
assert.ok((await heard.until('an audio')).bytes > 0);
assert.equal((await heard.until('response.output_audio_transcript.done')).transcript, 'You said: hello there');
await heard.until('response.done');

session.sendMessage('call weather {"city":"Oslo"}');
assert.equal((await heard.until('a tool result')).result, '12 degrees in Oslo');
assert.equal((await heard.until('response.output_audio_transcript.done')).transcript, 'The function answered: 12 degrees in Oslo');
await heard.until('response.done');

session.addImage(`data:image/png;base64,${Buffer.alloc(1_234).toString('base64')}`);
assert.match((await heard.until('response.output_audio_transcript.done')).transcript, /you showed 1 image of 1,234 bytes\.$/);
await heard.until('response.done');

speak(sentence);
speak(silence);
await heard.until('input_audio_buffer.speech_started');
assert.match((await heard.until('response.output_audio_transcript.done')).transcript, /^I heard [\d,]+ ms of audio\.$/);
await heard.until('response.done', (event) => event.response.status === 'completed');

session.sendMessage('a long story '.repeat(40));
await heard.until('an audio');
speak(sentence);
await heard.until('an interruption');
await heard.until('conversation.item.truncated');

session.close();
await closed;
assert.deepEqual(heard.all.filter((event) => event.type === 'failure' || event.type === 'error'), []);
console.log('a whole session');
