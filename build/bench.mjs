/** `npm run bench`: how fast Keypost is, as a table. What stands after `--` names figures and says what to do with them; see test/bench/main.ts. */
import { runOnDesktop } from './desktop.mjs';
import { electronArgs } from './electron-args.mjs';
import { prepare } from './prepare.mjs';
import { capture, main, tools, BuildError } from './run.mjs';

main(async () => {
  const electron = await prepare(['display', 'keyring']);
  const { code, stdout, stderr } = capture(process.execPath, [tools.vite, 'build', '--mode', 'bench', '--logLevel', 'warn']);
  if (code !== 0) throw new BuildError(`the bench could not be built:\n${stdout}${stderr}`);
  const own = { KEYPOST_ELECTRON_PATH: electron.path, KEYPOST_ELECTRON_ARGS: electronArgs().join(' ') };
  return runOnDesktop(process.execPath, ['--enable-source-maps', 'out/bench/main.mjs', ...process.argv.slice(2)], own);
});
