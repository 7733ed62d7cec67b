// Shows process diagrams: <div class="mf-diagram" data-diagram="/processes/key/diagram" …>
//   data-tokens="url"    how many cases wait at each step; refreshed when the page's stream says so
//   data-passed="a b"    steps the case went through
//   data-active="c"      where it is now
//   data-failed="d"      what waits to be retried
//   data-trail="a,start,end b,start,"   when it came to each step and left, in milliseconds
//   data-changed="a", data-added="b", data-removed="c"   what another version has otherwise
//   data-live="id"       an element that carries newer values of these after the page was refreshed in part
// The same facts stand in a table beside it; the arrow keys walk the picture and speak each step.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { walkOf, describe } from './walk.js';
import { flowsTaken } from './trail.js';
import { TRY_AGAIN } from './refresh.js';

const PATH = ['passed', 'active', 'failed', 'trail'];
const DIFFERENCES = { changed: '≠', added: '+', removed: '−' };
const MARKERS = ['mf-passed', 'mf-active', 'mf-failed'];

for (const place of document.querySelectorAll('[data-diagram]')) {
  show(place).catch((error) => {
    place.textContent = `The diagram could not be shown: ${error.message}`;
  });
}

async function show(place) {
  const answer = await fetch(place.dataset.diagram, { headers: { Accept: 'application/xml' } });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const viewer = new NavigatedViewer({ container: place, zoomScroll: { enabled: false } });
  await viewer.importXML(await answer.text());
  const canvas = viewer.get('canvas');
  if (!place.dataset.focus) fitHeight(canvas, place);
  canvas.zoom('fit-viewport', 'auto');
  paintPath(viewer, place);
  paintDifferences(viewer, place);
  followLivePart(viewer, place);
  if (place.dataset.focus) bringToView(canvas, viewer, place.dataset.focus);
  const tokens = place.dataset.tokens ? liveTokens(viewer, place) : () => undefined;
  walk(viewer, place, tokens);
  tools(viewer, place);
  place.dataset.ready = 'true';
}

// As high as the picture needs at this width, within what a screen shows.
function fitHeight(canvas, place) {
  const { inner } = canvas.viewbox();
  const scale = Math.min(1, place.clientWidth / (inner.width + 40));
  place.style.height = `${Math.round(inner.height * scale + 90)}px`;
  canvas.resized();
}

function words(text) {
  return (text ?? '').split(/\s+/).filter(Boolean);
}

function paintPath(viewer, place) {
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  const passed = new Set(words(place.dataset.passed));
  const active = new Set(words(place.dataset.active));
  const failed = new Set(words(place.dataset.failed));
  const mark = (id, name) => registry.get(id) && canvas.addMarker(id, name);
  registry.forEach((element) => MARKERS.forEach((name) => canvas.removeMarker(element, name)));
  passed.forEach((id) => !active.has(id) && mark(id, 'mf-passed'));
  active.forEach((id) => mark(id, 'mf-active'));
  failed.forEach((id) => mark(id, 'mf-failed'));
  flowsTaken(registry, place.dataset.trail).forEach((flow) => canvas.addMarker(flow, 'mf-passed'));
}

// Each with a sign, as in the legend, and a line of its own: the colour says nothing that these do not.
function paintDifferences(viewer, place) {
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  for (const [sort, sign] of Object.entries(DIFFERENCES)) {
    for (const element of words(place.dataset[sort]).map((id) => registry.get(id)).filter(Boolean)) {
      canvas.addMarker(element, `mf-${sort}`);
      const badge = document.createElement('div');
      badge.className = `mf-token mf-token--${sort}`;
      badge.textContent = sign;
      viewer.get('overlays').add(element, 'difference', { position: badgePlace(element), html: badge, scale: { min: 0.75 } });
    }
  }
}

function badgePlace(element) {
  if (!element.waypoints) return { top: -14, right: 14 };
  const [from, to] = element.waypoints;
  const left = Math.min(...element.waypoints.map((point) => point.x));
  const top = Math.min(...element.waypoints.map((point) => point.y));
  return { left: (from.x + to.x) / 2 - left - 10, top: (from.y + to.y) / 2 - top - 12 };
}

function followLivePart(viewer, place) {
  if (!place.dataset.live) return;
  document.addEventListener('htmx:after:swap', () => {
    const live = document.getElementById(place.dataset.live);
    if (!live || PATH.every((name) => live.dataset[name] === place.dataset[name])) return;
    for (const name of PATH) place.dataset[name] = live.dataset[name] ?? '';
    paintPath(viewer, place);
  });
}

function bringToView(canvas, viewer, id) {
  const element = viewer.get('elementRegistry').get(id);
  if (!element || element.x === undefined) return;
  const view = canvas.viewbox();
  const scale = Math.max(canvas.zoom(), 0.8);
  canvas.zoom(scale);
  const { width, height } = { width: view.outer.width / scale, height: view.outer.height / scale };
  canvas.viewbox({ x: element.x + element.width / 2 - width / 2, y: element.y + element.height / 2 - height / 2, width, height });
}

function liveTokens(viewer, place) {
  let counts = {};
  const overlays = viewer.get('overlays');
  const registry = viewer.get('elementRegistry');
  const pill = (text, name) => {
    const element = document.createElement('div');
    element.className = `mf-token ${name}`;
    element.textContent = text;
    return element;
  };
  const paint = (next) => {
    counts = next;
    overlays.remove({ type: 'token' });
    for (const [id, step] of Object.entries(counts)) {
      if (!registry.get(id)) continue;
      const wide = registry.get(id).width > 60;
      const add = (position, text, name) => overlays.add(id, 'token', { position, html: pill(text, name) });
      if (step.running) add(wide ? { bottom: 14, left: -8 } : { top: -16, left: 22 }, `${step.running}`, '');
      if (step.retrying) add(wide ? { bottom: 14, left: 30 } : { top: 38, left: 22 }, `↻ ${step.retrying}`, 'mf-token--retrying');
      if (step.incidents) add(wide ? { bottom: 14, right: 14 } : { top: -16, right: 44 }, `! ${step.incidents}`, 'mf-token--incident');
    }
    place.dataset.painted = JSON.stringify(counts);
  };
  let asked = 0;
  const load = async () => {
    const turn = ++asked;
    const next = await fetch(place.dataset.tokens, { headers: { Accept: 'application/json' } })
      .then((answer) => (answer.ok ? answer.json() : undefined))
      .catch(() => undefined);
    if (turn !== asked) return;
    if (next) paint(next);
    else setTimeout(load, TRY_AGAIN);
  };
  load();
  document.body.addEventListener('tokens', load);
  return (id) => counts[id];
}

function walk(viewer, place, tokens) {
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  const spoken = document.getElementById(place.dataset.spoken ?? '');
  const { first, next } = walkOf(registry);
  let here;
  const go = (id) => {
    if (!id) return;
    if (here) canvas.removeMarker(here, 'mf-walked');
    here = id;
    canvas.addMarker(here, 'mf-walked');
    canvas.scrollToElement(here, 40);
    if (spoken) spoken.textContent = describe(registry.get(here), tokens(here), place);
    document.querySelectorAll('tr[data-step]').forEach((row) => row.toggleAttribute('data-here', row.dataset.step === here));
  };
  place.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.startsWith('Arrow')) {
      event.preventDefault();
      go(here ? next(here, event.key) : first);
    } else if (event.key === 'Enter' && here) {
      cases(here)?.click();
    }
  });
  const cases = (id) => document.querySelector(`tr[data-step="${CSS.escape(id)}"] a`);
  viewer.get('eventBus').on('element.click', ({ element }) => {
    if (registry.get(element.id)?.type === 'bpmn:Process') return;
    const id = element.labelTarget?.id ?? element.id;
    go(id);
    cases(id)?.click();
  });
  viewer.get('eventBus').on('element.hover', ({ element }) => {
    place.classList.toggle('mf-diagram--opens', Boolean(cases(element.labelTarget?.id ?? element.id)));
  });
}

function tools(viewer, place) {
  const canvas = viewer.get('canvas');
  const bar = document.querySelector(`[data-tools-for="${place.id}"]`);
  bar?.addEventListener('click', (event) => {
    const act = event.target.closest('button')?.dataset.zoom;
    if (act === 'in') canvas.zoom(canvas.zoom() * 1.25);
    if (act === 'out') canvas.zoom(canvas.zoom() / 1.25);
    if (act === 'fit') canvas.zoom('fit-viewport', 'auto');
  });
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (!place.clientWidth || !place.clientHeight) return;
    canvas.resized();
    if (place.clientWidth !== width && !place.dataset.focus) canvas.zoom('fit-viewport', 'auto');
    width = place.clientWidth;
  }).observe(place);
}
