// Keeps parts of a page up to date. The server renders the part; this script only decides when to ask for it again.
// On the part:               data-fragment="/fragments/…"       the address at which it is rendered anew
// On the part or within it:  data-live-poll="2000"              ask again every so many milliseconds, while the page is visible
//                            data-live-events="CONVERSATION"    ask again when this conversation has something new …
//                            data-version="12"                  … after this version, which the part shows
// On links and GET forms within it:  data-within="/fragments/…"  show this in the part, and put the link's own address into the window
//                            data-key="+"                       the key that follows the link
import { api } from './api.js';
import { replace } from './replace.js';

const leastPause = 300, failedPause = 1000; // milliseconds between two fragments
const typingPause = 150;

for (const part of document.querySelectorAll('[data-fragment]')) start(part);

function start(part) {
  let wanted = false, running = false, polling, following = { conversation: null, stop: new AbortController() };

  async function refresh() {
    wanted = true;
    if (running) return;
    running = true;
    while (wanted) {
      wanted = false;
      const begun = performance.now();
      let failed = true; // also where the console itself does not answer: it is asked until it does
      try {
        const answer = await fetch(part.dataset.fragment, { headers: { accept: 'text/html' } });
        if (answer.status === 401) return location.reload(); // the page leads to where a person signs in
        if (answer.ok) {
          replace(part, await answer.text());
          plan();
        }
        show(part, answer.ok);
        failed = answer.status >= 500;
      } catch {
        show(part, false);
      }
      wanted ||= failed;
      // A part that is dear to render is asked for less often.
      await pause(failed ? failedPause : Math.max(leastPause, wanted ? 3 * (performance.now() - begun) : 0));
    }
    running = false;
  }

  /** What keeps the part up to date may change with what it shows: a session that has ended needs nothing more. */
  function plan() {
    const every = Number(value(part, 'livePoll')) || 0;
    if (polling?.every !== every) {
      clearInterval(polling?.timer);
      polling = { every, timer: every && setInterval(() => { if (!document.hidden) refresh(); }, every) };
    }
    const conversation = value(part, 'liveEvents') ?? null;
    if (following.conversation === conversation) return;
    following.stop.abort();
    following = { conversation, stop: new AbortController() };
    if (conversation) follow(conversation, Number(value(part, 'version')), following.stop.signal);
  }

  async function follow(conversation, after, signal) {
    try {
      const events = api.conversation(conversation).follow({ after, signal, onConnection: connected => show(part, connected) });
      for await (const _ of events) refresh();
    } catch {
      show(part, false); // asking again is no use
    }
  }

  function go(fragment, address) {
    part.dataset.fragment = fragment;
    history.replaceState(null, '', address);
    refresh();
  }

  function submit(form) {
    const query = new URLSearchParams(new FormData(form)).toString();
    go(`${form.dataset.within}?${query}`, `${form.getAttribute('action')}?${query}`);
  }

  let typing;
  part.addEventListener('click', event => {
    const link = event.target.closest('a[data-within]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.dataset.within, link.getAttribute('href'));
  });
  part.addEventListener('submit', event => {
    if (!event.target.matches('form[data-within]')) return;
    event.preventDefault();
    submit(event.target);
  });
  part.addEventListener('input', event => {
    const form = event.target.closest('form[data-within]');
    if (!form) return;
    for (const shown of form.querySelectorAll('output')) shown.textContent = event.target.value;
    clearTimeout(typing);
    typing = setTimeout(() => submit(form), typingPause);
  });
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea, [contenteditable]')) return;
    const link = part.querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
  document.addEventListener('visibilitychange', () => { if (polling.every && !document.hidden) refresh(); });
  plan();
}

/** The value on the part itself, or on the first element in it that has one. */
function value(part, name) {
  const attribute = 'data-' + name.replace(/[A-Z]/g, letter => '-' + letter.toLowerCase());
  return part.dataset[name] ?? part.querySelector(`[${attribute}]`)?.dataset[name];
}

function show(part, connected) {
  part.toggleAttribute('data-stale', !connected);
  const status = document.getElementById('connection');
  const words = connected ? '' : 'Not connected. Trying again …';
  if (status && status.textContent !== words) status.textContent = words;
}

const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds));
