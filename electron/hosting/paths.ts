// Where the data of this user is kept when nobody says otherwise. Both hosts use the same folder: it is the same board.

import { homedir } from 'node:os';
import { isAbsolute, posix, win32 } from 'node:path';

/** Local and not roaming: a cache of a million jobs has no business in a profile that travels over the network. */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'Switchyard');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Switchyard');
  // The XDG specification: a relative value is to be ignored.
  const dataHome = env.XDG_DATA_HOME;
  return posix.join(
    dataHome && isAbsolute(dataHome) ? dataHome : posix.join(home, '.local/share'),
    'switchyard',
  );
}
