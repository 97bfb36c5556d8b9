// The correction screen: the place of an item in the document is lit as a whole
// and scrolled to within its own pane, and what was typed is saved before the
// page is left for another part. Without this, links lead to the first line.

export function correct(root) {
  const form = root.querySelector('form[data-reading]');
  const source = root.querySelector('[data-source]');
  if (!form || !source) return;
  root.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-place]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(source, link.dataset.place, true);
  });
  form.addEventListener('focusin', (event) => {
    const piece = event.target.closest('[data-lines]');
    if (piece && event.target.matches('input, textarea, select') && matchMedia('(min-width: 1100px)').matches) show(source, piece.dataset.lines, false);
  });
  let typed = false;
  form.addEventListener('input', () => { typed = true; });
  root.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-go]');
    if (!link || !typed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const act = document.createElement('button');
    act.name = 'act';
    act.value = `go:${link.dataset.go}`;
    act.hidden = true;
    form.append(act);
    form.requestSubmit(act);
  });
  scrollTo(source, document.getElementById(`d-${source.dataset.source}`), 8);
  const item = location.hash.startsWith('#m-') && document.getElementById(location.hash.slice(1));
  if (item) item.querySelector('textarea, input:not([type="hidden"])')?.focus({ preventScroll: true });
}

// show lights lines of the document ("45-47") and brings the first into view.
// loud opens the document where it is folded and scrolls the page to it.
function show(source, place, loud) {
  const [from, to] = place.split('-').map(Number);
  for (const line of source.querySelectorAll('.lit')) line.classList.remove('lit');
  const first = document.getElementById(`d-${from}`);
  if (!first) return;
  for (let no = from; no <= to; no++) document.getElementById(`d-${no}`)?.classList.add('lit');
  const box = source.closest('details');
  if (loud && box) box.open = true;
  if (!box || box.open) scrollTo(source, first, source.clientHeight / 4);
  if (loud && !matchMedia('(min-width: 1100px)').matches) source.scrollIntoView({ block: 'nearest' });
}

// scrollTo scrolls the document's pane so that a line stands below its top.
function scrollTo(source, line, below) {
  if (line) source.scrollTop += line.getBoundingClientRect().top - source.getBoundingClientRect().top - below;
}
