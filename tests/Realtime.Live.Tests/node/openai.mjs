// The npm package "openai": a whole session over its realtime WebSocket, with nothing but its base URL changed.
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import { Heard, pieces, sentence, settings, silence } from './hearing.mjs';

const { baseURL, apiKey, model } = settings;
const realtime = new OpenAIRealtimeWS({ model }, new OpenAI({ apiKey, baseURL }));
const heard = new Heard();
realtime.on('event', (event) => heard.add(event));
realtime.on('error', (error) => heard.add({ type: 'failure', error }));
const closed = new Promise((resolve) => realtime.socket.once('close', (code) => resolve(code)));

const say = (text) => {
  realtime.send({ type: 'conversation.item.create', item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] } });
  realtime.send({ type: 'response.create' });
};
const speak = (pcm) => {
  for (const piece of pieces(pcm)) realtime.send({ type: 'input_audio_buffer.append', audio: piece.toString('base64') });
};

await heard.until('session.created');
realtime.send({
  type: 'session.update',
  session: { type: 'realtime', output_modalities: ['text'], tools: [{ type: 'function', name: 'weather', description: 'Tells the weather.', parameters: { type: 'object' } }] },
});
await heard.until('session.updated', (event) => event.session.output_modalities?.[0] === 'text');

say('hello there');
assert.equal((await heard.until('response.output_text.done')).text, 'You said: hello there');
await heard.until('response.done');

say('call weather {"city":"Oslo"}');
const call = await heard.until('response.function_call_arguments.done');
assert.deepEqual(JSON.parse(call.arguments), { city: 'Oslo' });
await heard.until('response.done');
realtime.send({ type: 'conversation.item.create', item: { type: 'function_call_output', call_id: call.call_id, output: '12 degrees' } });
realtime.send({ type: 'response.create' });
assert.equal((await heard.until('response.output_text.done')).text, 'The function answered: 12 degrees');
await heard.until('response.done');

say('call weather {"city":"Oslo"}\ncall weather {"city":"Ulm"}');
const calls = [await heard.until('response.function_call_arguments.done'), await heard.until('response.function_call_arguments.done')];
assert.notEqual(calls[0].call_id, calls[1].call_id);
await heard.until('response.done');
for (const { call_id } of calls) realtime.send({ type: 'conversation.item.create', item: { type: 'function_call_output', call_id, output: '3 degrees' } });
realtime.send({ type: 'response.create' });
assert.equal((await heard.until('response.output_text.done')).text, 'The function answered: 3 degrees');
await heard.until('response.done');

const image_url = `data:image/png;base64,${Buffer.alloc(1_234).toString('base64')}`;
realtime.send({ type: 'conversation.item.create', item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'look' }, { type: 'input_image', image_url }] } });
realtime.send({ type: 'response.create' });
assert.equal((await heard.until('response.output_text.done')).text, 'You said: look; you showed 1 image of 1,234 bytes.');
await heard.until('response.done');

realtime.send({
  type: 'session.update',
  session: { type: 'realtime', tools: [{ type: 'mcp', server_label: 'docs', server_url: 'https://docs.example/mcp', allowed_tools: ['find'], require_approval: 'always' }] },
});
await heard.until('mcp_list_tools.completed');
say('call find {"word":"end"}');
const request = await heard.until('conversation.item.done', (event) => event.item.type === 'mcp_approval_request');
await heard.until('response.done');
realtime.send({ type: 'conversation.item.create', item: { type: 'mcp_approval_response', id: 'approval_1', approval_request_id: request.item.id, approve: true } });
await heard.until('response.mcp_call.completed');
assert.equal((await heard.until('response.output_text.done')).text, 'The tool answered: find got {"word":"end"}');
await heard.until('response.done');

realtime.send({ type: 'session.update', session: { type: 'realtime', output_modalities: ['audio'], tools: [] } });
await heard.until('session.updated', (event) => event.session.output_modalities?.[0] === 'audio');
speak(sentence);
speak(silence);
await heard.until('input_audio_buffer.speech_started');
await heard.until('input_audio_buffer.speech_stopped');
assert.ok(Buffer.from((await heard.until('response.output_audio.delta')).delta, 'base64').length > 0);
assert.match((await heard.until('response.output_audio_transcript.done')).transcript, /^I heard [\d,]+ ms of audio\.$/);
await heard.until('response.done', (event) => event.response.status === 'completed');

say('a long story '.repeat(40));
const speaking = await heard.until('response.output_audio.delta');
speak(sentence);
await heard.until('input_audio_buffer.speech_started');
await heard.until('response.done', (event) => event.response.status === 'cancelled');
realtime.send({ type: 'conversation.item.truncate', item_id: speaking.item_id, content_index: 0, audio_end_ms: 20 });
assert.equal((await heard.until('conversation.item.truncated')).audio_end_ms, 20);

realtime.close();
assert.equal(await closed, 1000);
assert.deepEqual(heard.all.filter((event) => event.type === 'failure' || event.type === 'error'), []);
console.log('a whole session');
