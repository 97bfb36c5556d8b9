// The working application: htmx and our few lines.
import htmx from 'htmx.org';
import { enhance, start } from './common.js';
import { correct } from './reading.js';
import { follow } from './progress.js';
import { tickRows } from './rows.js';

start();
follow();
tickRows(document);
correct(document);

// A fragment that htmx swapped in gets what a loaded page got.
document.addEventListener('htmx:load', (event) => {
  enhance(event.target);
  tickRows(event.target);
});

window.htmx = htmx;
