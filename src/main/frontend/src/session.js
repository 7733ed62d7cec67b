// Two minutes before the session ends a dialog offers to stay; <body data-session="seconds">.
const WARN = 120_000;

export function watchSession() {
  const seconds = Number(document.body.dataset.session);
  const dialog = document.getElementById('session');
  if (!seconds || !dialog) return;
  let contact = Date.now();
  const left = () => contact + seconds * 1000 - Date.now();
  const renewed = () => {
    contact = Date.now();
    if (dialog.open) dialog.close();
  };
  document.addEventListener('htmx:after:request', renewed);
  dialog.querySelector('[data-stay]').addEventListener('click', async () => {
    const answer = await fetch(dialog.dataset.renew, { headers: { Accept: 'text/plain' } });
    if (answer.ok) renewed();
    else window.location.assign(dialog.dataset.ended);
  });
  setInterval(() => {
    if (left() <= 0) window.location.assign(dialog.dataset.ended);
    else if (left() < WARN && !dialog.open) dialog.showModal();
  }, 5_000);
}
