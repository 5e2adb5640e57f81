// The page's one entry: opens the link to the core, puts the state over it and draws the frame. Nothing imports this.

import './zod-without-eval.ts';
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './ui/tokens.css';

import { createRoot } from 'react-dom/client';
import { speakInSentences } from '../shared/contract/field-sentences.ts';
import { App } from './app/app.tsx';
import { nextFrame } from './app/next-frame.ts';
import { openLink } from './connection/open-link.ts';
import { createDesk } from './state/desk.ts';

speakInSentences();
const desk = createDesk(openLink(), nextFrame);
desk.start();
window.addEventListener('pagehide', desk.actions.keepLayout);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');
createRoot(root).render(<App desk={desk} />);
