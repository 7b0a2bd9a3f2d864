import { mount } from 'svelte';

import { PROTOCOL_VERSION } from '../protocol/generated';
import { Session } from '../state/session.svelte';
import { Theme } from '../state/theme.svelte';
import { HttpApi } from '../stream/api';
import { Socket, type OpenStream } from '../stream/socket';
import App from './App.svelte';
import './tokens.css';
import './base.css';
import './controls.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html must hold an element with the id "app".');

/** Relative to the page, so that it works below any path a proxy mounts it at. */
const base = new URL('api/', location.href);

const open: OpenStream = (experiment, handlers) => {
  const url = new URL(`experiments/${encodeURIComponent(experiment)}/stream?v=${PROTOCOL_VERSION}`, base);
  url.protocol = url.protocol.replace('http', 'ws');
  return new Socket(url.href, handlers);
};

const address = {
  read: () => location.hash,
  write: (hash: string) => history.replaceState(null, '', hash || location.pathname + location.search),
  go: (hash: string) => {
    history.pushState(null, '', hash);
    location.reload();
  },
};

// another link put into this tab's address bar is another page
window.addEventListener('hashchange', () => location.reload());

const session = new Session(new HttpApi(base.href), open, address);

export default mount(App, { target, props: { session, theme: new Theme() } });
