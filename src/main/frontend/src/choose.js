// Rows chosen in a list: how many, and all on the page at once. Without scripts the boxes and buttons work all the same.
export function countChosen() {
  document.addEventListener('change', ({ target }) => {
    if (target.closest?.('[data-choose-all]')) boxes().forEach((box) => (box.checked = target.checked));
    if (target.matches?.('[data-choose], [data-choose-all] input')) tell();
  });
  document.addEventListener('htmx:after:swap', tell);
  tell();
}

function boxes() {
  return [...document.querySelectorAll('[data-choose]')];
}

function tell() {
  const place = document.querySelector('[data-chosen]');
  if (!place) return;
  const all = document.querySelector('[data-choose-all]');
  const chosen = boxes().filter((box) => box.checked).length;
  all.hidden = false;
  all.querySelector('input').checked = chosen > 0 && chosen === boxes().length;
  place.textContent = chosen ? `${chosen} chosen:` : 'With the chosen tasks:';
}
