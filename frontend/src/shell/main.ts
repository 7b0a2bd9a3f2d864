import { address } from './address';
import { loaded } from './loaded';
import type { Page } from './page';
import { pageAt } from './router';
import { server, stream } from './server';
import { Theme } from './theme.svelte';
import './tokens.css';
import './base.css';
import './controls.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html must hold an element with the id "app".');

// another link put into this tab's address bar is another page
window.addEventListener('hashchange', () => location.reload());

const load = pageAt(location.pathname, import.meta.glob<Page>('../pages/*/page.ts'));
const { open } = await loaded(target, 'The page', load);
open({ target, theme: new Theme(), address, server, stream });
