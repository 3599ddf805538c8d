// Holds a session from the page, as any client does, through the console's own origin and with the person's credential.
import { api } from './api.js';
import { listen, silence, Speaker } from './sound.js';

const mostEvents = 200, mostLines = 200;

const page = document.querySelector('[data-talk]');
const part = name => page.querySelector(`[data-${name}]`);
const speaker = new Speaker();
let session; // { conversation, live, lines, ended, stop }
let closeMicrophone;

part('start').addEventListener('submit', e => { e.preventDefault(); begin(new FormData(e.target)); });
part('end').addEventListener('click', () => session?.live?.close());
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

async function begin(form) {
  session?.stop.abort();
  session?.live?.close();
  const name = form.get('conversation').trim() || `console-${crypto.randomUUID()}`, conversation = api.conversation(name);
  const own = session = { stop: new AbortController(), instructions: form.get('instructions'), lines: new Map() };
  part('said').replaceChildren();
  part('events').replaceChildren();
  part('session').hidden = true;
  state('Connecting …', true);
  own.live = api.startLive({ model: form.get('model'), conversation: name },
    { onConnection: isConnected => { if (!isConnected && own === session && !own.ended) state('The connection was lost. Coming back …', true); } });
  hold(own);
  list(own, conversation);
}

async function hold(own) {
  try {
    for await (const next of own.live) {
      if (own !== session) return;
      if (next.kind === 'model') take(own, next.message);
      if (next.kind === 'event') happened(own, next.event);
      if (next.kind === 'returned') state('Connected.', true, true);
    }
    if (!own.ended) state('Ending …', true);
  } catch (e) {
    over(own, e.name === 'RealtimeProblem' ? `The API refused the session: ${e.message}` : `The API does not answer: ${e.message}`);
  }
}

/** Lists the events of the log, of whichever session of the conversation. */
async function list(own, conversation) {
  try {
    for await (const event of conversation.follow({ wait: true, signal: own.stop.signal })) {
      if (own !== session) return;
      logged(own, conversation, event);
    }
  } catch {
    // The live socket says the same.
  }
}

function take(own, message) {
  switch (message.type) {
    case 'session.created':
      return send({ type: 'session.update', session: { type: 'realtime', instructions: own.instructions, output_modalities: ['audio'],
        audio: { input: { format: { type: 'audio/pcm', rate: 24000 }, turn_detection: { type: 'server_vad' } },
          output: { format: { type: 'audio/pcm', rate: 24000 } } } } });
    case 'session.updated': return state('Connected.', true, true);
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
  }
}

/** An event of this session: its lifecycle, and after a return the words that did not come live. */
function happened(own, { type, data }) {
  if (type === 'transcript_completed') write(own, data.role, data.itemId, data.text);
  if (type === 'session_ended') over(own, `The session ended: ${data.reason.replaceAll('_', ' ')}.`);
}

function logged(own, conversation, { version, type, sessionId, data }) {
  const entry = document.createElement('li'), name = document.createElement('code');
  name.textContent = type;
  entry.append(`${version} `, name);
  part('events').prepend(entry);
  while (part('events').children.length > mostEvents) part('events').lastChild.remove();
  if (sessionId !== own.live.id) return;
  if (type === 'session_requested') {
    const at = `/conversations/${encodeURIComponent(conversation.name)}/sessions/${sessionId}`;
    [part('page').href, part('why').href] = [at, `${at}/end`];
    part('session').hidden = false;
  }
  if (type === 'session_ended') happened(own, { type, data });
}

function over(own, words) {
  if (own.ended || own !== session) return;
  own.ended = true;
  setTimeout(() => own.stop.abort(), 2000); // the last events arrive
  own.live?.close();
  silent();
  state(words, false, false);
}

/** Words wait while the socket is away; sound is dropped. */
function send(message) {
  try {
    session?.live?.send(message);
  } catch (e) {
    state(e.message, true, true); // too much waits
  }
}

const item = text => send({ type: 'conversation.item.create', item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] } });

function say(text) {
  add(session, 'user', `own-${crypto.randomUUID()}`, text);
  item(text);
  send({ type: 'response.create' });
}

/** Adds words to the line of their item. They are text, whatever they look like. */
const add = (own, role, id, words) => line(own, role, id).append(words);

/** Gives an item all its words, whichever of them came before. */
const write = (own, role, id, words) => line(own, role, id).replaceChildren(words);

function line(own, role, id) {
  let line = own.lines.get(id);
  if (!line) {
    line = document.createElement('li');
    line.className = role;
    own.lines.set(id, line);
    part('said').append(line);
    while (part('said').children.length > mostLines) part('said').firstChild.remove();
  }
  return line;
}

async function toggleMicrophone() {
  if (closeMicrophone) return silent();
  try {
    const own = session;
    const close = await listen((sound, loudness) => {
      part('level').value = loudness;
      if (own === session) send({ type: 'input_audio_buffer.append', audio: sound });
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
