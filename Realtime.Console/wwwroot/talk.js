// Holds a session from the page, as any client does: one live socket through the console's own origin, with the person's credential.
import { follow } from './events.js';
import { listen, silence, Speaker } from './sound.js';

const mostWaiting = 1_000_000; // bytes that the socket has not sent: beyond it sound is left out
const mostEvents = 200, mostLines = 200;
const mostReturns = 20, returnPause = 1500; // how long a session waits for its driver is 30 s

const page = document.querySelector('[data-talk]');
const part = name => page.querySelector(`[data-${name}]`);
const speaker = new Speaker();
let session; // { conversation, id, socket, ended, returns, stop }
let closeMicrophone;

part('start').addEventListener('submit', e => { e.preventDefault(); begin(new FormData(e.target)); });
part('end').addEventListener('click', () => session?.socket.close(1000));
part('microphone').addEventListener('click', toggleMicrophone);
part('say').addEventListener('submit', e => {
  e.preventDefault();
  const input = e.target.elements.text, text = input.value.trim();
  if (!text) return;
  input.value = '';
  say(text);
});
for (const button of page.querySelectorAll('[data-fault]'))
  button.addEventListener('click', () => item(`/fault ${button.dataset.fault}`));

function begin(form) {
  session?.stop.abort();
  const conversation = form.get('conversation').trim() || `console-${crypto.randomUUID()}`;
  session = { conversation, returns: 0, stop: new AbortController(), instructions: form.get('instructions'), lines: new Map() };
  part('said').replaceChildren();
  part('events').replaceChildren();
  part('session').hidden = true;
  state('Connecting …', true);
  connect(session, `/api/v1/realtime?${new URLSearchParams({ model: form.get('model'), conversation })}`);
  const own = session, log = `/api/conversations/${encodeURIComponent(conversation)}/events?wait=true`;
  follow(log, 0, (version, type, data) => logged(own, version, type, JSON.parse(data)), () => {}, own.stop.signal);
}

function connect(own, path) {
  const address = new URL(path, location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  const socket = own.socket = new WebSocket(address, ['realtime']);
  socket.onmessage = message => { if (typeof message.data === 'string') take(own, JSON.parse(message.data)); };
  socket.onclose = close => closed(own, close);
}

function closed(own, close) {
  if (own !== session || own.ended) return;
  if (close.code === 1000) return state('Ending …', true);
  const isLost = [1006, 1009, 1012, 4429].includes(close.code) && own.id;
  if (!isLost || own.returns++ >= mostReturns)
    return over(own, own.id ? `The connection closed: ${close.reason || close.code}.` : 'The API refused the session, or does not answer.');
  state('The connection was lost. Coming back …', true);
  setTimeout(() => own === session && !own.ended && connect(own,
    `/api/conversations/${encodeURIComponent(own.conversation)}/sessions/${own.id}/live?after=now`), returnPause);
}

function take(own, message) {
  if (own !== session) return;
  switch (message.type) {
    case 'session.created':
      return send({ type: 'session.update', session: { type: 'realtime', instructions: own.instructions, output_modalities: ['audio'],
        audio: { input: { format: { type: 'audio/pcm', rate: 24000 }, turn_detection: { type: 'server_vad' } },
          output: { format: { type: 'audio/pcm', rate: 24000 } } } } });
    case 'session.updated':
      own.returns = 0;
      return state('Connected.', true, true);
    case 'input_audio_buffer.speech_started': {
      const cut = speaker.interrupt();
      if (cut) send({ type: 'conversation.item.truncate', item_id: cut.item, content_index: 0, audio_end_ms: cut.heard });
      return;
    }
    case 'response.output_audio.delta': return speaker.play(message.item_id, message.delta);
    case 'response.output_audio_transcript.delta':
    case 'response.output_text.delta': return add(own, 'assistant', message.item_id, message.delta);
    case 'conversation.item.input_audio_transcription.completed': return add(own, 'user', message.item_id, message.transcript);
    case 'error': return state(`The model refused: ${message.error?.message ?? 'no reason'}`, true, true);
    case 'session_ended': return over(own, `The session ended: ${message.data.reason.replaceAll('_', ' ')}.`);
  }
}

/** An event of the log, of whichever session of the conversation. */
function logged(own, version, type, event) {
  if (own !== session) return;
  const entry = document.createElement('li'), name = document.createElement('code');
  name.textContent = type;
  entry.append(`${version} `, name);
  part('events').prepend(entry);
  while (part('events').children.length > mostEvents) part('events').lastChild.remove();
  if (type === 'session_requested') {
    own.id = event.sessionId;
    const at = `/conversations/${encodeURIComponent(own.conversation)}/sessions/${own.id}`;
    [part('page').href, part('why').href] = [at, `${at}/end`];
    part('session').hidden = false;
  }
  if (type === 'session_ended' && event.sessionId === own.id) over(own, `The session ended: ${event.data.reason.replaceAll('_', ' ')}.`);
}

function over(own, words) {
  if (own.ended) return;
  own.ended = true;
  setTimeout(() => own.stop.abort(), 2000); // the last events arrive
  own.socket.close();
  silent();
  state(words, false, false);
}

const send = message => { if (session?.socket.readyState === WebSocket.OPEN) session.socket.send(JSON.stringify(message)); };

const item = text => send({ type: 'conversation.item.create', item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] } });

function say(text) {
  add(session, 'user', `own-${crypto.randomUUID()}`, text);
  item(text);
  send({ type: 'response.create' });
}

/** Adds words to the line of their item. They are text, whatever they look like. */
function add(own, role, id, words) {
  let line = own.lines.get(id);
  if (!line) {
    line = document.createElement('li');
    line.className = role;
    own.lines.set(id, line);
    part('said').append(line);
    while (part('said').children.length > mostLines) part('said').firstChild.remove();
  }
  line.append(words);
}

async function toggleMicrophone() {
  if (closeMicrophone) return silent();
  try {
    const own = session;
    const close = await listen((sound, loudness) => {
      part('level').value = loudness;
      if (own === session && own.socket.bufferedAmount < mostWaiting) send({ type: 'input_audio_buffer.append', audio: sound });
    });
    closeMicrophone = close;
    if (own !== session || own.ended) return silent();
    part('level').hidden = false;
    part('microphone').textContent = 'Microphone off';
    part('microphone').setAttribute('aria-pressed', 'true');
  } catch (e) {
    state(`The microphone cannot be opened: ${e.message}`, true, true);
  }
}

function silent() {
  if (closeMicrophone) send({ type: 'input_audio_buffer.append', audio: silence() });
  closeMicrophone?.();
  closeMicrophone = undefined;
  part('level').hidden = true;
  part('microphone').textContent = 'Microphone on';
  part('microphone').setAttribute('aria-pressed', 'false');
}

/** @param live whether there is a session that can be ended. @param talks whether it takes input. */
function state(words, live, talks = false) {
  part('state').textContent = words;
  part('start').querySelector('[type=submit]').disabled = live;
  part('end').disabled = !live;
  for (const control of [part('microphone'), ...part('say').elements, ...page.querySelectorAll('[data-fault]')]) control.disabled = !talks;
}
