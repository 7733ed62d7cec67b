import 'htmx.org';
import { createAll, Button, CharacterCount, ErrorSummary, NotificationBanner, Radios, Checkboxes, ServiceNavigation, SkipLink } from 'govuk-frontend';
import { startClocks } from './clocks.js';
import { listenForKeys } from './keys.js';
import { watchStream } from './live.js';
import { refreshFaithfully } from './refresh.js';
import { watchSession } from './session.js';
import { keepDrafts } from './drafts.js';
import { countChosen } from './choose.js';
import './copy.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');

const components = [Button, CharacterCount, ErrorSummary, NotificationBanner, Radios, Checkboxes, ServiceNavigation, SkipLink];
const dress = (scope) => components.forEach((component) => createAll(component, undefined, { scope, onError: () => {} }));

keepDrafts();
dress(document);
document.addEventListener('htmx:after:swap', (event) => {
  const scope = event.target instanceof Element && event.target.isConnected ? event.target : document;
  dress(scope);
});

startClocks();
listenForKeys();
countChosen();
refreshFaithfully();
watchStream();
watchSession();
