// Keeps parts of a page up to date. The server renders the part; this script only decides when to ask for it again.
//   data-fragment="/fragments/…"        the address of the part
//   data-live-events="/api/…/events"    ask again when this event stream has something new
//   data-version="12"                   the version that the part shows; the fragment's own root has the newer one
//   data-live-poll="2000"               ask again every so many milliseconds, while the page is visible

import { follow } from './events.js';
import { replace } from './replace.js';

const leastPause = 300; // milliseconds between two fragments

for (const part of document.querySelectorAll('[data-fragment]')) start(part);

function start(part) {
  let wanted = false, running = false, cost = 0;

  async function refresh() {
    wanted = true;
    if (running) return;
    running = true;
    while (wanted) {
      wanted = false;
      const begun = performance.now();
      try {
        const answer = await fetch(part.dataset.fragment, { headers: { accept: 'text/html' } });
        if (answer.status === 401) { location.reload(); return; } // the page leads to where a person signs in
        if (answer.ok) replace(part, await answer.text());
        show(part, answer.ok);
      } catch {
        show(part, false);
        wanted = true; // the console does not answer: ask until it does
        await pause(2000);
      }
      cost = performance.now() - begun;
      await pause(Math.max(leastPause, 3 * cost)); // a part that is dear to render is asked for less often
    }
    running = false;
  }

  if (part.dataset.livePoll) {
    setInterval(() => { if (!document.hidden) refresh(); }, Number(part.dataset.livePoll));
    document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
  }
  if (part.dataset.liveEvents)
    follow(part.dataset.liveEvents, Number(part.dataset.version), refresh, connected => show(part, connected));
}

function show(part, connected) {
  part.toggleAttribute('data-stale', !connected);
  const status = document.getElementById('connection');
  if (status) status.textContent = connected ? '' : 'Not connected. Trying again …';
}

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
