/** `npm run dev`: the page from Vite's server with hot reload; the main process is rebuilt and started anew on every change. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { build, createServer } from 'vite';
import { startDisplay } from './display.mjs';
import { electronArgs } from './electron-args.mjs';
import { hasDisplay, prepare } from './prepare.mjs';
import { main, projectFolder, say } from './run.mjs';

main(async () => {
  const electron = await prepare(hasDisplay() ? [] : ['display']);
  const display = hasDisplay() ? null : await startDisplay();
  const configFile = join(projectFolder, 'vite.config.ts');
  const server = await createServer({ configFile });
  await server.listen();
  const { port } = server.httpServer.address();
  const env = { ...process.env, KEYPOST_DEV_URL: `http://127.0.0.1:${port}`, ...(display ? { DISPLAY: display.name } : {}) };
  say(`the page comes from ${env.KEYPOST_DEV_URL}`);

  let restarting = false;
  let app = startApp();
  function startApp() {
    const child = spawn(electron.path, [...electronArgs(), projectFolder], { env, stdio: 'inherit' });
    child.once('exit', () => {
      if (!restarting) void stop();
    });
    return child;
  }

  let timer;
  const watcher = watch(join(projectFolder, 'electron'), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void restart(), 200);
  });
  async function restart() {
    try {
      for (const mode of ['main', 'preload']) await build({ configFile, mode, logLevel: 'warn' });
    } catch (error) {
      say(`not restarted: ${error.message}`);
      return;
    }
    restarting = true;
    const gone = new Promise((resolve) => app.once('exit', resolve));
    app.kill();
    await gone;
    restarting = false;
    app = startApp();
  }

  const stop = async () => {
    watcher.close();
    clearTimeout(timer);
    await server.close();
    await display?.stop();
    process.exit();
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => app.kill());
});
