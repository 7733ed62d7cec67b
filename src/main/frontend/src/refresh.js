// Parts of a page are replaced by newer ones while somebody looks, over a network that may be slow or fail:
// in the end the page shows the newest, and an answer without the wanted part replaces nothing.
export const TRY_AGAIN = 2_000;

export function refreshFaithfully() {
  // What an answer is to replace may have been replaced while it was under way.
  document.addEventListener('htmx:before:response', ({ detail: { ctx } }) => {
    if (ctx.target?.id && !ctx.target.isConnected) ctx.target = document.getElementById(ctx.target.id) ?? ctx.target;
  });
  document.addEventListener('htmx:after:request', (event) => {
    const { ctx } = event.detail;
    if (ctx.hx.redirect || !ctx.select?.startsWith('#') || ctx.text.includes(`id="${ctx.select.slice(1)}"`)) return;
    event.preventDefault();
    again(ctx);
  });
  document.addEventListener('htmx:error', ({ detail: { ctx } }) => ctx?.sourceEvent && again(ctx));
}

// What changes something is sent anew as a whole page, so that its error is seen.
function again({ request, sourceElement, sourceEvent: { type, target, detail } }) {
  if (request.method !== 'GET') {
    sourceElement.submit();
    return;
  }
  setTimeout(() => target.isConnected && target.dispatchEvent(new CustomEvent(type, { bubbles: true, cancelable: true, detail })), TRY_AGAIN);
}
