// What somebody types into a form stays on this device, for them alone, until the platform says that it took it:
// a session that ends, a closed tab, a lost line cost nobody their words.
// <body data-person="name" data-taken="form just taken">; <form data-draft="name"> is restored whenever it is opened,
// any other form only when it was sent and not taken, or the session ended before it was sent.
// <form data-keep="address" data-version="3"> is also saved on the platform while somebody types; then the copy on this
// device counts only when it is newer than the version that the page was made with. <form data-drop="name"> deletes both.
import { clockTime } from './clocks.js';

const PREFIX = 'meterflow.draft.';
const KEPT_FOR = 7 * 24 * 3_600_000;
const PAUSE = 1_000;
const waiting = new Map();
const { person, taken } = document.body.dataset;

export function keepDrafts() {
  if (!person) return;
  tidy();
  if (taken) localStorage.removeItem(place(taken));
  document.querySelectorAll('form[data-drop]').forEach((form) => {
    form.addEventListener('submit', () => localStorage.removeItem(place(form.dataset.drop)));
  });
  for (const form of forms()) {
    restore(form);
    form.addEventListener('input', () => {
      keep(form, false);
      saveSoon(form);
    });
    form.addEventListener('submit', () => {
      forgetToSave(form);
      mark(form);
      keep(form, true);
    });
  }
  // Whoever leaves the page, or is signed out by closing it, has paused too.
  window.addEventListener('pagehide', saveAtOnce);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && saveAtOnce());
}

function saveSoon(form) {
  if (!form.dataset.keep) return;
  forgetToSave(form);
  waiting.set(form, setTimeout(() => save(form), PAUSE));
}

function forgetToSave(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
}

function saveAtOnce() {
  for (const form of [...waiting.keys()]) save(form);
}

async function save(form) {
  forgetToSave(form);
  const key = place(name(form));
  const sent = localStorage.getItem(key);
  const version = await saved(form);
  const state = form.querySelector('[data-draft-state]');
  if (!version) {
    if (state) state.textContent = 'This device keeps your draft: it could not be saved.';
    return;
  }
  form.dataset.version = version;
  const now = localStorage.getItem(key);
  if (now) localStorage.setItem(key, JSON.stringify({ ...JSON.parse(now), version, saved: now === sent }));
  if (state) state.textContent = `Draft saved at ${clockTime()}`;
  document.dispatchEvent(new CustomEvent('meterflow:contact'));
}

async function saved(form) {
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.dataset.keep, { method: 'POST', body, keepalive: true, redirect: 'manual', headers: { Accept: 'text/plain' } });
    return answer.ok ? await answer.text() : '';
  } catch {
    return '';
  }
}

/** The session is about to be left without the person's doing. */
export function keepUnsent() {
  if (person) forms().filter((form) => read(place(name(form)))).forEach((form) => keep(form, true));
}

function forms() {
  return [...document.querySelectorAll('main form[method="post"]')].filter((form) => fields(form).length > 0);
}

function fields(form) {
  return [...form.elements].filter(
    ({ name, type }) => name && !name.startsWith('_') && !['hidden', 'password', 'file', 'submit', 'button', 'fieldset'].includes(type),
  );
}

function name(form) {
  if (form.dataset.draft) return form.dataset.draft;
  const alike = [...document.querySelectorAll(`form[action="${CSS.escape(form.getAttribute('action'))}"]`)];
  return `${form.getAttribute('action')}#${alike.indexOf(form)}`;
}

function place(draft) {
  return `${PREFIX}${person}.${draft}`;
}

function mark(form) {
  let hidden = form.querySelector('input[name="_draft"]');
  if (!hidden) {
    hidden = Object.assign(document.createElement('input'), { type: 'hidden', name: '_draft' });
    form.append(hidden);
  }
  hidden.value = name(form);
}

function keep(form, sent) {
  const values = fields(form)
    .filter(({ type, checked }) => !['radio', 'checkbox'].includes(type) || checked)
    .map((field) => [field.name, field.value]);
  try {
    localStorage.setItem(place(name(form)), JSON.stringify({ at: Date.now(), sent, values, version: form.dataset.version }));
  } catch {
    // No room, or none allowed: the form still works.
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function restore(form) {
  const kept = read(place(name(form)));
  if (!kept || document.querySelector('.govuk-error-summary')) return;
  if (isOnThePlatform(form, kept) || (!form.dataset.draft && !kept.sent)) {
    localStorage.removeItem(place(name(form)));
    return;
  }
  for (const field of fields(form)) {
    const mine = kept.values.filter(([each]) => each === field.name).map(([, value]) => value);
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = mine.includes(field.value);
    else if (mine.length) field.value = mine[0];
  }
  saveSoon(form);
  const toast = document.getElementById('told');
  if (toast && kept.values.some(([, value]) => value)) {
    const password = form.querySelector('input[type="password"]');
    toast.textContent = `What you typed before is back${password ? ', except the password' : ''}.`;
  }
  setTimeout(() => toast && (toast.textContent = ''), 4_000);
}

// What was saved just now may not have been there yet when this page was made.
function isOnThePlatform(form, { version, saved, at }) {
  if (!form.dataset.keep) return false;
  const [mine, shown] = [version ?? 0, form.dataset.version].map(Number);
  return mine < shown || (saved && (mine === shown || Date.now() - at > 60_000));
}

function tidy() {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
    if (!(Date.now() - read(key)?.at < KEPT_FOR)) localStorage.removeItem(key);
  }
}
