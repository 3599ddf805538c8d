// The transcript in step with the drawing: whatever is pointed at or focused in one is marked in the other. A click opens the event.

const picture = document.querySelector('[data-fragment]');

function mark(version) {
  for (const other of picture.querySelectorAll('.on')) other.classList.remove('on');
  if (!version) return;
  for (const same of picture.querySelectorAll(`[data-version="${CSS.escape(version)}"]`)) {
    same.classList.add('on');
    if (same.matches('li')) same.parentElement.scrollTo({ top: same.offsetTop - same.parentElement.offsetTop - 40 });
  }
}

const versionOf = target => target.closest?.('rect[data-version], li[data-version]')?.dataset.version;

picture?.addEventListener('pointerover', event => {
  const version = versionOf(event.target);
  if (version) mark(version);
});
picture?.addEventListener('click', event => {
  const shape = event.target.closest('rect[data-version]');
  if (shape) location.href = shape.closest('[data-events]').dataset.events + shape.dataset.version;
});
