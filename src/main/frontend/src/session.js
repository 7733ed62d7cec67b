// Two minutes before the session ends a dialog offers to stay; <body data-session="seconds">.
// All tabs share one session: what one of them does keeps it alive for the others.
import { keepUnsent } from './drafts.js';

const WARN = 120_000;
const CONTACT = 'meterflow.contact';

export function watchSession() {
  const seconds = Number(document.body.dataset.session);
  const dialog = document.getElementById('session');
  if (!seconds || !dialog) return;
  const left = () => Number(localStorage.getItem(CONTACT) ?? Date.now()) + seconds * 1000 - Date.now();
  const renewed = () => localStorage.setItem(CONTACT, Date.now());
  const end = () => {
    keepUnsent();
    const here = encodeURIComponent(window.location.pathname + window.location.search);
    window.location.assign(`${dialog.dataset.ended}&back=${here}`);
  };
  renewed();
  document.addEventListener('htmx:after:request', renewed);
  document.addEventListener('meterflow:contact', renewed);
  dialog.querySelector('[data-stay]').addEventListener('click', async () => {
    const answer = await fetch(dialog.dataset.renew, { headers: { Accept: 'text/plain' } });
    if (answer.ok) renewed();
    else end();
  });
  setInterval(() => {
    if (left() <= 0) end();
    else if (left() < WARN && !dialog.open) dialog.showModal();
    else if (left() >= WARN && dialog.open) dialog.close();
  }, 5_000);
}
