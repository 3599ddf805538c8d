// Puts what the server rendered anew in the place of what was there before. Elements with an id that are the same stay, with their focus
// and selection; those with data-merge stay too, and their children are compared.

/** @param part The element whose content is replaced. @param html What the console rendered: every text in it is encoded. */
export function replace(part, html) {
  const next = document.createElement('template');
  next.innerHTML = html;
  const focused = document.activeElement?.id;
  merge(part, next.content);
  if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
  part.dispatchEvent(new CustomEvent('replaced', { bubbles: true }));
}

function merge(before, after) {
  const known = new Map([...before.children].filter(child => child.id).map(child => [child.id, child]));
  const children = [...after.childNodes].map(child => {
    const same = child.id && known.get(child.id);
    if (!same || same.tagName !== child.tagName) return child;
    if (same.isEqualNode(child)) return same;
    if (!child.hasAttribute('data-merge')) return child;
    for (const { name } of [...same.attributes]) if (!child.hasAttribute(name)) same.removeAttribute(name);
    for (const { name, value } of child.attributes) same.setAttribute(name, value);
    merge(same, child);
    return same;
  });
  const stay = new Set(children);
  for (const child of [...before.childNodes]) if (!stay.has(child)) child.remove();
  children.forEach((child, at) => { if (before.childNodes[at] !== child) before.insertBefore(child, before.childNodes[at] ?? null); });
}
