import { mount } from 'svelte';
import App from './app/App.svelte';
import { reportPageFailures } from './app/page-failures.ts';
import { keepLogAddress } from './log/filter/log-address.ts';
import './style/fonts.css';
import './style/tokens.css';
import './style/base.css';
import './style/marks.css';
import './style/forced-colors.css';
import { composition } from './ui/composition.ts';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
reportPageFailures(window);
keepLogAddress();
composition.start(window);
mount(App, { target });
