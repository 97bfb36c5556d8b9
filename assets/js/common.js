// What every page has. Nothing here is needed to do a job: pages work without it.

// start sets up the page once, and everything in it.
export function start() {
  document.addEventListener('submit', once);
  document.addEventListener('keydown', keys);
  document.addEventListener('click', closeMenus);
  // A page that comes back from the browser's memory has its buttons again.
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) release(form);
  });
  enhance(document);
  document.querySelector('[data-focus]')?.focus();
}

// enhance sets up the parts of a page or of a fragment swapped into it.
export function enhance(root) {
  for (const text of root.querySelectorAll('[data-counter]')) count(text);
  for (const button of root.querySelectorAll('[data-toggle-password]')) toggle(button);
  for (const button of root.querySelectorAll('[data-print]')) print(button);
}

// once keeps a double click from sending a form twice. The button is not
// disabled: that would drop its value from the form.
function once(event) {
  const form = event.target;
  if (!form.matches('form[data-once]') || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  form.dataset.sent = 'yes';
  event.submitter?.setAttribute('aria-busy', 'true');
  setTimeout(() => release(form), 8000);
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy');
}

document.addEventListener('htmx:afterRequest', (event) => {
  const form = event.target.closest?.('form[data-sent]');
  if (form) release(form);
});

function keys(event) {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key) {
    const field = document.querySelector(`[data-hotkey="${CSS.escape(event.key.toLowerCase())}"]`);
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  }
  if (event.key === 'Escape') {
    for (const menu of document.querySelectorAll('details[data-menu][open]')) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
    if (location.hash === '#nav') location.hash = '#main';
  }
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

// count says how many letters remain. It is read out only when few do.
function count(text) {
  const field = document.getElementById(text.dataset.counter);
  if (!field) return;
  const show = () => {
    const left = Number(text.dataset.max) - [...field.value.normalize('NFC')].length;
    text.textContent = (left < 0 ? text.dataset.over : text.dataset.remaining).replace('{0}', Math.abs(left).toLocaleString(document.documentElement.lang));
    text.classList.toggle('over', left < 0);
    if (left < 20) text.setAttribute('aria-live', 'polite');
    else text.removeAttribute('aria-live');
  };
  field.addEventListener('input', show);
  show();
}

function toggle(button) {
  const field = document.getElementById(button.dataset.togglePassword);
  if (!field) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = field.type === 'text';
    field.type = shown ? 'password' : 'text';
    button.setAttribute('aria-pressed', String(!shown));
    field.focus();
  });
}

// print shows a button that prints the page.
function print(button) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
