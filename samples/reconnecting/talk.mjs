// Holds conversations, one after the other, until its input ends, and writes down everything that it reads.
//   node --experimental-websocket talk.mjs http://localhost:5080 FOLDER NAME
import { appendFileSync } from 'node:fs';
import { RealtimeClient } from '@realtime/client';

const [url, folder, prefix] = process.argv.slice(2);
const client = new RealtimeClient({ url });
const lines = ['Hello there', 'call weather {"city":"Oslo"}', 'Thank you'];
const liveLines = ['Hello there', 'How are you', 'Thank you'];
const tools = [{ type: 'function', name: 'weather', parameters: { type: 'object' } }];

// #region talk
/** Says each line when the one before is answered, and answers tool calls. Returns when the session has ended. */
async function talk(name, record) {
  const conversation = client.conversation(name);
  const { sessionId } = await conversation.start({ modality: 'text', onWorkerLost: 'resume', session: { type: 'realtime', tools } });
  const session = conversation.session(sessionId);
  let said = 0;
  const say = () => session.text(lines[said], { inputId: `line-${++said}` });
  const unlessEnded = sending => sending.catch(problem => {
    if (problem.type !== 'session-not-live') throw problem; // session_ended follows, and says why
  });
  for await (const event of conversation.follow()) {
    record(event); // each event once, in the order of the log
    switch (event.type) {
      case 'session_started':
        await unlessEnded(say());
        break;
      case 'handoff_requested':
        await unlessEnded(session.answer(event.data.callId, '12 degrees'));
        break;
      case 'transcript_completed':
        if (event.data.role !== 'assistant') break;
        await unlessEnded(said < lines.length ? say() : session.end());
        break;
      case 'session_ended':
        return;
    }
  }
}
// #endregion

// #region live
/** The same over a live socket. What was sent while the socket or the worker was lost may be lost too, so it is said again. */
async function talkLive(name, record) {
  const live = client.startLive({ model: 'sim', conversation: name, onWorkerLost: 'resume' });
  const answered = new Set();
  let line = 0;
  const say = () => {
    const content = [{ type: 'input_text', text: liveLines[line] }];
    live.send({ type: 'session.update', session: { type: 'realtime', output_modalities: ['text'] } });
    live.send({ type: 'conversation.item.create', item: { id: `line_${line}`, type: 'message', role: 'user', content } }); // once under its id
    live.send({ type: 'response.create' });
  };
  say();
  for await (const next of live) {
    record(next);
    const answer = answerIn(next);
    if (answer && !answered.has(answer)) {
      answered.add(answer);
      if (++line < liveLines.length) say();
      else await client.conversation(name).session(live.id).end();
    } else if (line < liveLines.length && (next.kind === 'returned' || next.event?.type === 'session_resumed')) say();
  }
}

/** The id of a response that is complete: live in the model's words, and after a return perhaps in those of the log. */
function answerIn({ message, event }) {
  if (message?.type === 'response.done' && message.response.status === 'completed') return message.response.id;
  if (event?.type === 'response_done' && event.data.status === 'completed') return event.data.responseId;
}
// #endregion

let isOver = false;
process.stdin.on('end', () => (isOver = true)).resume();

async function lane(kind, hold) {
  for (let number = 0; !isOver; number++) {
    const name = `${prefix}-${kind}-${number}`;
    await hold(name, read => appendFileSync(`${folder}/${name}.ndjson`, `${JSON.stringify(read)}\n`));
  }
}

await Promise.all([lane('talk-a', talk), lane('talk-b', talk), lane('live', talkLive)]);
