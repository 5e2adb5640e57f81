// The whole page: state, theme and the frame.

import { type MantineColorSchemeManager, MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import type { Desk } from '../state/desk.ts';
import { DeskContext, useDeskStore } from '../state/use-desk.ts';
import { CrashGuard } from './crash-guard.tsx';
import { Frame } from './frame.tsx';
import { cssVariables, theme } from './theme.ts';
import classes from './use-notices.module.css';

export function App({ desk }: { desk: Desk }) {
  return (
    <DeskContext value={desk}>
      <Themed />
    </DeskContext>
  );
}

function Themed() {
  const wanted = useDeskStore('settings', (state) => state.settings.theme);
  const systemIsDark = useMediaQuery('(prefers-color-scheme: dark)', false, {
    getInitialValueInEffect: false,
  });
  const scheme = wanted === 'system' ? (systemIsDark ? 'dark' : 'light') : wanted;
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={noneKept}
      forceColorScheme={scheme}
      getStyleNonce={styleNonce}
    >
      <CrashGuard>
        <Frame />
      </CrashGuard>
      <Notifications position="bottom-right" limit={3} autoClose={12_000} className={classes.notices ?? ''} />
    </MantineProvider>
  );
}

/** The scheme is a setting of ours: what Mantine would keep itself is a wait for the browser's storage at every start. */
const noneKept: MantineColorSchemeManager = {
  get: (scheme) => scheme,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};

/** What the host wrote into the page and its policy: without it the browser refuses Mantine's style elements. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
