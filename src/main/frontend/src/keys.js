// Keyboard: j/k walk the rows, Enter opens, c claims, x chooses, / searches, ? explains. Can be turned off (WCAG 2.1.4).
const OFF = 'meterflow.keys.off';

export function listenForKeys() {
  const dialog = document.getElementById('keys');
  const toggle = dialog?.querySelector('[data-keys-toggle]');
  const paint = () => {
    if (toggle) toggle.textContent = isOff() ? 'Turn shortcuts on' : 'Turn shortcuts off';
  };
  toggle?.addEventListener('click', () => {
    if (isOff()) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, 'yes');
    paint();
  });
  document.querySelectorAll('[data-keys-open]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => dialog.showModal());
  });
  paint();

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isOff() || typing(event.target) || dialog?.open) return;
    const act = actions[event.key];
    if (act && act() !== false) event.preventDefault();
  });

  const actions = {
    j: () => move(1),
    k: () => move(-1),
    c: () => press('[data-claim]'),
    x: () => (current() ? press('[data-choose]') : false),
    '/': () => {
      const field = document.querySelector('.mf-find input');
      field?.focus();
      field?.select();
      return Boolean(field);
    },
    '?': () => {
      dialog?.showModal();
      return Boolean(dialog);
    },
  };
}

// A row that is swapped away takes the focus with it: give it to the same row, or to the one now in its place.
let row = null;
document.addEventListener('htmx:before:swap', () => {
  const here = current();
  row = here ? { id: here.id, at: rows().indexOf(here) } : null;
});
document.addEventListener('htmx:after:swap', () => {
  if (!row) return;
  const all = rows();
  const next = (row.id && document.getElementById(row.id)) || all[Math.min(row.at, all.length - 1)];
  next?.querySelector('a')?.focus();
  row = null;
});

function isOff() {
  return localStorage.getItem(OFF) === 'yes';
}

function typing(target) {
  return target instanceof Element && target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable], .mf-diagram') !== null;
}

function rows() {
  return [...document.querySelectorAll('[data-row]')];
}

function current() {
  return document.activeElement?.closest('[data-row]');
}

function move(step) {
  const all = rows();
  if (!all.length) return false;
  const here = all.indexOf(current());
  const next = all[Math.min(all.length - 1, Math.max(0, here < 0 ? 0 : here + step))];
  next.querySelector('a')?.focus();
  return true;
}

function press(selector) {
  const button = current()?.querySelector(selector) ?? (rows().length ? null : document.querySelector(selector));
  button?.click();
  return Boolean(button);
}
