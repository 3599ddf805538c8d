// Holds one session with a client secret. The page never sees the API's key, nor the instructions of the session.
import { RealtimeClient } from './realtime-client.js';

const element = id => document.getElementById(id);
let live, answer;

element('start').onclick = async () => {
  show('connecting');
  const response = await fetch('secret', { method: 'POST' });
  if (!response.ok) return show(`no secret: ${(await response.json()).detail}`);
  const { value, api, conversation, session } = await response.json();
  live = new RealtimeClient({ url: api, key: value }).startLive({ conversation, session },
    { onConnection: isThere => show(isThere ? 'connected' : 'coming back', isThere || undefined) });
  try {
    for await (const next of live) take(next); // it comes back by itself if the connection is lost
    show('ended', false);
  } catch (e) {
    show(`closed: ${e.message}`, false);
  }
};

element('end').onclick = () => live.close();

element('say').onsubmit = event => {
  event.preventDefault();
  const text = element('text').value.trim();
  if (!text) return;
  element('text').value = '';
  line('user', text);
  live.send({ type: 'conversation.item.create', item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] } });
  live.send({ type: 'response.create' });
};

function take({ kind, message, event }) {
  if (kind === 'event' && event.type === 'session_ended') return show(`ended: ${event.data.reason}`, false);
  // The words of an answer whose end did not come live.
  if (kind === 'event' && event.type === 'transcript_completed' && event.data.role === 'assistant') {
    (answer ?? line('assistant', '')).textContent = event.data.text;
    answer = undefined;
  }
  if (kind !== 'model') return;
  switch (message.type) {
    case 'response.output_text.delta': return (answer ??= line('assistant', '')).append(message.delta);
    case 'response.done': return answer = undefined;
    case 'error': return show(`error: ${message.error.message}`, true);
  }
}

function line(role, text) {
  const item = document.createElement('li');
  item.className = role;
  item.textContent = text;
  element('talk').append(item);
  return item;
}

function show(state, connected) {
  element('state').textContent = state;
  if (connected === undefined) return;
  element('start').disabled = connected;
  for (const control of [element('end'), element('text'), element('say').querySelector('button')]) control.disabled = !connected;
}
