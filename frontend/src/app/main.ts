import { mount } from 'svelte';

import App from './App.svelte';
import './tokens.css';
import './base.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html must hold an element with the id "app".');

export default mount(App, { target });
