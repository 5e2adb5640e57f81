// Shows an address of ours in this user's browser. Called by serve.ts at the start.
// No shell is involved: the address is one argument of one program.

import { spawn } from 'node:child_process';

const OPENERS: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32.exe', 'url.dll,FileProtocolHandler'],
};

/** Does not wait for the browser. `onProblem` gets the system's words when there is none. */
export function openBrowser(url: string, onProblem: (words: string) => void): void {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', (error) => onProblem(error.message));
  child.on('exit', (code) => {
    if (code !== 0 && code !== null) onProblem(`${program} ended with ${code}`);
  });
  child.unref();
}
