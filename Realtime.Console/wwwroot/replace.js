// Puts a part that the server rendered in the place of the one before. Keyed elements that are the same stay, with focus and selection.

/** @param part The element whose content is replaced. @param html What the console rendered: every text in it is encoded. */
export function replace(part, html) {
  const next = document.createElement('template');
  next.innerHTML = html;
  const key = part.dataset.keyed;
  const before = part.querySelector('tbody'), after = next.content.querySelector('tbody');
  if (key && before && after) {
    merge(before, after);
    after.replaceWith(before.cloneNode(false));
    swapAround(part, next.content, before);
  } else if (part.innerHTML !== html) {
    part.replaceChildren(next.content);
  }
  part.dispatchEvent(new CustomEvent('replaced', { bubbles: true }));
}

function merge(before, after) {
  const known = new Map([...before.children].map(row => [row.id, row]));
  const rows = [...after.children].map(row => {
    const same = known.get(row.id);
    return same && same.outerHTML === row.outerHTML ? same : row;
  });
  const wanted = new Set(rows);
  for (const row of [...before.children]) if (!wanted.has(row)) row.remove();
  rows.forEach((row, at) => { if (before.children[at] !== row) before.insertBefore(row, before.children[at] ?? null); });
}

/** Replaces what is beside the table, if it differs; the table keeps its place. */
function swapAround(part, content, body) {
  const table = body.closest('table');
  const old = [...part.children], fresh = [...content.children];
  const shape = list => list.map(e => e.tagName).join();
  if (shape(old) !== shape(fresh)) {
    const at = content.querySelector('table');
    at.replaceWith(table);
    part.replaceChildren(...content.children);
    return;
  }
  old.forEach((element, at) => {
    if (element !== table && element.outerHTML !== fresh[at].outerHTML) element.replaceWith(fresh[at]);
  });
}
