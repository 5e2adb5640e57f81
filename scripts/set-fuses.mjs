// Sets every fuse of a packaged Electron. electron-builder calls it before it signs (`afterPack`). Its own `electronFuses`
// does not know all of them yet; here an unset one is an error, so that none is ever left to its default.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

/**
 * @param {boolean} resetAdHocDarwinSignature a changed binary needs a new signature before a Mac with Apple's chip runs it
 * @returns {import('@electron/fuses').FuseConfig}
 */
const fuses = (resetAdHocDarwinSignature) => ({
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  resetAdHocDarwinSignature,
  // Nobody turns the program into a plain Node, by environment or by argument.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // The code is what was packed.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.EnableCookieEncryption]: true,
  // The page comes from a private scheme; file: is nothing special.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Bounds checks of WebAssembly by the processor instead of by code; as in the browser.
  [FuseV1Options.WasmTrapHandlers]: true,
});

/**
 * Called by electron-builder.
 * @param {{ appOutDir: string; electronPlatformName: string; packager: { appInfo: { productFilename: string } } }} context
 */
// biome-ignore lint/style/noDefaultExport: the form in which electron-builder looks for a hook
export default async function setFuses({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  const isMac = electronPlatformName === 'darwin' || electronPlatformName === 'mas';
  if (isMac) return flipFuses(join(appOutDir, `${name}.app`), fuses(true));
  const executable = readdirSync(appOutDir).find((file) =>
    electronPlatformName === 'win32' ? file === `${name}.exe` : file.toLowerCase() === name.toLowerCase(),
  );
  if (executable === undefined) throw new Error(`No executable of ${name} in ${appOutDir}.`);
  return flipFuses(join(appOutDir, executable), fuses(false));
}
