// Runs what takes a while: a verification, an export, a comparison. Each shows how far it is, and can be stopped.
import { lines, refusalOf } from './ndjson.js';

const largestFile = 30_000_000; // bytes, as the console takes them
const number = value => value.toLocaleString('en');

for (const card of document.querySelectorAll('[data-verify]')) prepare(card, verify);
for (const card of document.querySelectorAll('[data-export]')) prepare(card, save);
for (const card of document.querySelectorAll('[data-compare]')) prepare(card, compare);

function prepare(card, work) {
  const [run, stop] = [card.querySelector('[data-run]'), card.querySelector('[data-stop]')];
  const output = outputOf(card);
  run.addEventListener('click', async () => {
    const stopping = new AbortController();
    stop.onclick = () => stopping.abort();
    run.disabled = true;
    stop.hidden = false;
    output.begin();
    try {
      await work(card, output, stopping.signal);
    } catch (e) {
      output.end(stopping.signal.aborted ? 'Stopped.' : `It broke off: ${e.message}`, 'bad');
    }
    run.disabled = false;
    stop.hidden = true;
    run.focus();
  });
}

function outputOf(card) {
  const [bar, status, list] = ['progress', '[role=status]', '.findings'].map(part => card.querySelector(part));
  return {
    begin() {
      bar.hidden = false;
      bar.removeAttribute('value');
      status.className = '';
      status.textContent = 'Running …';
      list.hidden = true;
      list.replaceChildren();
    },
    at(done, of, words) {
      if (of > 0) { bar.max = of; bar.value = Math.min(done, of); }
      status.textContent = words;
    },
    end(words, tone, findings = []) {
      bar.hidden = true;
      status.className = tone;
      status.textContent = words;
      list.hidden = findings.length === 0;
      list.replaceChildren(...findings.map(finding => {
        const item = document.createElement('li'), place = document.createElement('code');
        place.textContent = `${finding.tenant ? finding.tenant + '/' : ''}${finding.conversation} ${finding.version} ${finding.rule}`;
        item.append(place, ' ', finding.sentence);
        return item;
      }));
    },
  };
}

async function verify(card, output, signal) {
  const answer = await fetch(card.dataset.verify, { headers: { accept: 'application/x-ndjson' }, signal });
  if (!answer.ok) return output.end(await refusalOf(answer), 'bad');
  for await (const line of lines(answer.body)) {
    const { progress, result } = JSON.parse(line);
    if (progress)
      output.at(progress.conversations, progress.of,
        `${number(progress.conversations)} of ${number(progress.of)} conversations, ${number(progress.events)} events`);
    if (result)
      return output.end(`${result.intact ? 'Intact' : 'Not intact'}: ${number(result.conversations)} conversations, `
        + `${number(result.events)} events, ${number(result.seals)} seals.`
        + (result.intact ? '' : ` ${number(result.findings.length)}${result.truncated ? ' or more' : ''} findings:`),
        result.intact ? 'good' : 'bad', result.findings);
  }
  output.end('It broke off before the result: verify again.', 'bad');
}

async function save(card, output, signal) {
  const answer = await fetch(card.dataset.export, { headers: { accept: 'application/x-ndjson' }, signal });
  if (!answer.ok) return output.end(await refusalOf(answer), 'bad');
  const parts = [], of = Number(card.dataset.lines);
  let count = 0, size = 0;
  for await (const line of lines(answer.body, bytes => size = bytes)) {
    parts.push(line, '\n');
    if (++count % 100 === 0) output.at(count, of, `${number(count)} lines, ${number(Math.round(size / 1024))} KiB`);
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(parts, { type: 'application/x-ndjson' }));
  link.download = card.dataset.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  output.end(`Saved ${number(count)} lines as ${card.dataset.file}.`, 'good');
}

async function compare(card, output, signal) {
  const file = card.querySelector('input[type=file]').files[0];
  if (!file) return output.end('Choose a file first.', 'bad');
  if (file.size > largestFile) return output.end('The file is too large for the console. Send it to the API: POST /audit/heads/verify.', 'bad');
  const { status, text } = await upload(card.dataset.compare, file, output, signal);
  let result;
  try { result = JSON.parse(text); } catch { return output.end(`The API answered ${status}.`, 'bad'); }
  if (status !== 200) return output.end(result.detail ?? result.title ?? `The API answered ${status}.`, 'bad');
  output.end(`${result.intact ? 'Every head is in its place' : 'The log has changed'}: ${number(result.heads)} heads compared.`
    + (result.intact ? ' Verify the log too: a head covers what is before it.' : ''), result.intact ? 'good' : 'bad', result.findings);
}

/** fetch does not tell how much of a body is sent. */
function upload(address, file, output, signal) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('content-type', 'application/x-ndjson');
    request.upload.onprogress = e => output.at(e.loaded, e.total, `${number(Math.round(e.loaded / 1024))} of ${number(Math.round(e.total / 1024))} KiB sent`);
    request.onload = () => done({ status: request.status, text: request.responseText });
    request.onerror = () => fail(new Error('the connection was lost'));
    request.onabort = () => fail(new Error('stopped'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
