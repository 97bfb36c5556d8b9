// Public and sign-in pages: no htmx.
import { start } from './common.js';

start();
