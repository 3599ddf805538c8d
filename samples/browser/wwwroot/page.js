// Holds one session with a client secret. The page never sees the API's key, nor the instructions of the session.
const element = id => document.getElementById(id);
let socket, answer;

element('start').onclick = async () => {
  show('connecting');
  const response = await fetch('secret', { method: 'POST' });
  if (!response.ok) return show(`no secret: ${(await response.json()).detail}`);
  const { value, url } = await response.json();
  // A browser cannot set headers on a WebSocket, so the secret is a subprotocol.
  socket = new WebSocket(url, ['realtime', `openai-insecure-api-key.${value}`]);
  socket.onmessage = message => take(JSON.parse(message.data));
  socket.onclose = close => show(`closed: ${close.reason || close.code}`, false);
};

element('end').onclick = () => socket.close(1000);

element('say').onsubmit = event => {
  event.preventDefault();
  const text = element('text').value.trim();
  if (!text) return;
  element('text').value = '';
  line('user', text);
  send({ type: 'conversation.item.create', item: { type: 'message', role: 'user', content: [{ type: 'input_text', text }] } });
  send({ type: 'response.create' });
};

function take(message) {
  switch (message.type) {
    case 'session.updated': return show('connected', true);
    case 'response.output_text.delta': return (answer ??= line('assistant', '')).append(message.delta);
    case 'response.done': return answer = undefined;
    case 'error': return show(`error: ${message.error.message}`, true);
    case 'session_ended': return show(`ended: ${message.data.reason}`, false);
  }
}

const send = message => socket.send(JSON.stringify(message));

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
