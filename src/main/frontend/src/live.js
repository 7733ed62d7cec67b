// One event stream per page: the server names what changed, the page decides what to ask for.
// <html data-stream="/stream?topic=tasks"> opens it; every named event is dispatched on the body.
import { clockTime, setNow } from './clocks.js';

const TOPICS = ['tasks', 'tokens', 'case', 'messages'];

export function watchStream() {
  const address = document.body.dataset.stream;
  if (!address) return;
  const marked = () => (document.querySelector('main [data-mark]') ?? document.body).dataset.mark;
  let known = marked();
  document.addEventListener('htmx:after:swap', () => (known = marked() ?? known));
  let source;
  const open = () => {
    source?.close();
    source = new EventSource(address);
    source.addEventListener('open', () => show('live'));
    source.addEventListener('error', () => show('lost'));
    source.addEventListener('clock', (event) => {
      setNow(event.data);
      document.dispatchEvent(new CustomEvent('meterflow:clock', { detail: event.data }));
    });
    for (const topic of TOPICS) {
      source.addEventListener(topic, (event) => {
        if (event.data === known) return;
        const before = known;
        known = event.data;
        document.body.dispatchEvent(new CustomEvent(topic, { bubbles: true, detail: { before, now: known } }));
      });
    }
  };
  // A browser opens few lines to one address: a page nobody sees leaves its own to those that are seen.
  const openIfSeen = () => document.visibilityState === 'visible' && open();
  openIfSeen();
  document.addEventListener('visibilitychange', () => {
    source?.close();
    show('lost');
    openIfSeen();
  });
  for (const topic of ['tasks', 'messages']) document.body.addEventListener(topic, (event) => announce(event.detail));
  window.addEventListener('pagehide', () => source?.close());
  window.addEventListener('pageshow', (event) => event.persisted && openIfSeen());
}

function show(state) {
  const place = document.querySelector('.mf-live');
  if (!place) return;
  if (state !== 'live' && place.dataset.state === 'live') {
    place.dataset.time = clockTime();
  }
  place.dataset.state = state;
  place.textContent = state === 'live' ? 'Live' : `Reconnecting, data from ${place.dataset.time ?? 'when the page was opened'}`;
}

// New rows do not jump into a list a person is reading: a bar offers them.
let more = 0;

function announce({ before, now }) {
  const bar = document.querySelector('[data-news]');
  if (!bar) return;
  more += Number.parseInt(now, 10) - Number.parseInt(before, 10) || 0;
  const what = bar.dataset.news || 'task';
  bar.querySelector('[data-news-text]').textContent =
    more > 0 ? `${more} new ${what}${more === 1 ? '' : 's'} since you opened this list.` : 'This list has changed since you opened it.';
  bar.hidden = false;
}
