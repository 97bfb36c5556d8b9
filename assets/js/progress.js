// What a page shows of work that goes on: htmx asks for it again and again.

const moving = (event) => event.target.closest?.('#tien-do');

// follow keeps what a person has opened in it from being swapped away, and says
// when the server does not answer.
export function follow() {
  document.addEventListener('htmx:beforeRequest', (event) => {
    if (moving(event)?.querySelector('details[open]')) event.preventDefault();
  });
  for (const name of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
    document.addEventListener(name, (event) => silent(moving(event), true));
  }
  document.addEventListener('htmx:beforeSwap', (event) => silent(document.getElementById('tien-do'), !event.detail.shouldSwap));
}

function silent(progress, so) {
  const words = progress?.querySelector('[data-silent]');
  if (words) words.hidden = !so;
}
