// Times that run: <time data-due="ISO"> counts down, <time data-since="ISO"> says how long ago.
// The platform's clock may be moved in the demo, so the page counts from the time the server gave it.
const loaded = performance.now();
const started = Date.parse(document.documentElement.dataset.now ?? '') || Date.now();
export const now = () => started + shift + (performance.now() - loaded);
let shift = 0;

/** The server's clock was moved: count on from there. */
export function setNow(iso) {
  const told = Date.parse(iso);
  if (!Number.isNaN(told)) shift = told - started - (performance.now() - loaded);
}

const SOON = 30 * 60_000;

const count = (number, unit) => `${number} ${unit}${number === 1 ? '' : 's'}`;

/** In two units, never more than is meant: 93 minutes are "1 hour 33 minutes". */
export function span(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 1) return 'less than a minute';
  const [large, small] =
    minutes < 1440
      ? [[Math.floor(minutes / 60), 'hour'], [minutes % 60, 'minute']]
      : [[Math.floor(minutes / 1440), 'day'], [Math.floor((minutes % 1440) / 60), 'hour']];
  return [large, small]
    .filter(([number]) => number > 0)
    .map(([number, unit]) => count(number, unit))
    .join(' ');
}

/** In one unit, to the nearest: 47 hours 56 minutes are "2 days". */
export function about(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return count(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 24 ? count(hours, 'hour') : count(Math.round(minutes / 1440), 'day');
}

function tick() {
  for (const element of document.querySelectorAll('[data-due]')) {
    const left = Date.parse(element.dataset.due) - now();
    set(element, left < 0 ? `${span(left)} overdue` : `${span(left)} left`);
    element.dataset.state = left < 0 ? 'overdue' : left < SOON ? 'soon' : 'fine';
  }
  for (const element of document.querySelectorAll('[data-since]')) {
    const gone = now() - Date.parse(element.dataset.since);
    set(element, gone < 0 ? `in ${about(gone)}` : `${about(gone)} ago`);
  }
  for (const element of document.querySelectorAll('[data-clock]')) set(element, london(now()));
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function startClocks() {
  tick();
  setInterval(tick, 5_000);
  document.addEventListener('htmx:after:swap', tick);
  document.addEventListener('meterflow:clock', tick);
}

// The demo's own clock in the strip: London time, as the server writes it.
const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
});

/** "14:07": what a clock on the wall would show, if it were the platform's. */
export function clockTime() {
  const part = parts(now());
  return `${part.hour}:${part.minute}`;
}

function parts(milliseconds) {
  return Object.fromEntries(LONDON.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
}

function london(milliseconds) {
  const part = parts(milliseconds);
  return `${part.weekday} ${part.day} ${part.month} ${part.year}, ${part.hour}:${part.minute} ${part.timeZoneName}`;
}
