// What is typed into a task form survives a closed session or a wrong click, on this device, until the tab is closed.
const name = (id) => `meterflow.draft.${id}`;

export function keepDrafts() {
  const form = document.querySelector('form[data-draft]');
  forgetSent(form?.dataset.draft);
  if (!form) return;
  const key = name(form.dataset.draft);
  if (!document.querySelector('.govuk-error-summary')) restore(form, sessionStorage.getItem(key));
  form.addEventListener('input', () => sessionStorage.setItem(key, JSON.stringify(typed(form))));
  form.addEventListener('submit', () => sessionStorage.setItem('meterflow.sent', form.dataset.draft));
}

function typed(form) {
  return [...new FormData(form)].filter(([field, value]) => !field.startsWith('_') && typeof value === 'string');
}

function restore(form, kept) {
  if (!kept) return;
  const values = JSON.parse(kept);
  for (const field of form.elements) {
    const mine = values.filter(([each]) => each === field.name).map(([, value]) => value);
    if (!mine.length || field.type === 'hidden') continue;
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = mine.includes(field.value);
    else field.value = mine[0];
  }
  const place = document.getElementById('told');
  if (place && values.length) place.textContent = 'What you typed before is back.';
  setTimeout(() => place && (place.textContent = ''), 4_000);
}

/** The form was sent and another page came: it was taken. */
function forgetSent(open) {
  const sent = sessionStorage.getItem('meterflow.sent');
  if (sent && sent !== open) {
    sessionStorage.removeItem(name(sent));
    sessionStorage.removeItem('meterflow.sent');
  }
}
