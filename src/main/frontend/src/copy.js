// <button class="mf-copy" data-copy="text">: ids are copied, not retyped.
document.addEventListener('click', async (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const place = document.getElementById('told');
  if (place) {
    place.textContent = 'Copied';
    setTimeout(() => (place.textContent = ''), 2_000);
  }
});
