/** Starts Keypost or a bare Electron window in the same way, timed by the clock of this process. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronArgs, electronPath, projectFolder } from '../e2e/environment.ts';
import { DebuggingPipe, HasEnded, killGroup, pipeStdio, pipeSwitch } from '../faults/debugging-pipe.ts';
import { outFolder } from './stage.ts';

export interface PipedWindow {
  /** The main process, which is also the id of the process group. */
  pid: number;
  /** Milliseconds from the start of the process until the window could be used. */
  startMs: number;
  end: () => Promise<void>;
}

const patienceMs = 10_000;

/** Resolves when the customer key has the focus and the frame that shows it was drawn. */
export function startKeypost(home: string): Promise<PipedWindow> {
  return start(projectFolder, { KEYPOST_HOME: home }, untilUsable);
}

/** An app with only one static page. Resolves when its window is ready to show. */
export function startBareWindow(): Promise<PipedWindow> {
  return start(bareApp(), {}, async (child) => {
    for await (const chunk of child.stdout ?? []) if (String(chunk).includes('ready')) return;
    throw new HasEnded('The bare window has ended.');
  });
}

async function start(
  app: string,
  env: Record<string, string>,
  usable: (child: ChildProcess, pipe: DebuggingPipe) => Promise<void>,
): Promise<PipedWindow> {
  const startedAt = performance.now();
  const child = spawn(electronPath, [...electronArgs, pipeSwitch, app], {
    env: { ...process.env, ...env },
    stdio: [...pipeStdio],
    detached: true,
  });
  const gone = once(child, 'close');
  child.once('exit', () => killGroup(child));
  const pipe = new DebuggingPipe(child);
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    const late = setTimeout(() => killGroup(child), patienceMs);
    await gone;
    clearTimeout(late);
  };
  try {
    await usable(child, pipe);
    return { pid: child.pid ?? 0, startMs: performance.now() - startedAt, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function untilUsable(_child: ChildProcess, pipe: DebuggingPipe): Promise<void> {
  await pipe.attach();
  await pipe.until('its customer key', async () => {
    try {
      return await pipe.run(keyIsUsable, null);
    } catch (error) {
      if (error instanceof HasEnded) throw error;
      // The initial empty document was replaced, so the page is tried next.
      return false;
    }
  });
}

/** Runs in the page. */
function keyIsUsable(): Promise<boolean> | boolean {
  if (location.protocol !== 'app:') return false;
  return new Promise((resolve) => {
    const drawn = (): void => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(true);
      port2.postMessage(null);
    };
    const look = (): void => {
      const field = document.activeElement;
      const named = field instanceof HTMLInputElement && (field.labels?.[0]?.textContent ?? '').includes('Customer key');
      if (named && !field.disabled && field.getBoundingClientRect().height > 0) drawn();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** The folder of a minimal Electron app. */
function bareApp(): string {
  const folder = join(outFolder, 'bench-work', 'bare');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare-window', version: '1.0.0', main: 'main.cjs' }));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Bare</title><p>A window.</p>');
  writeFileSync(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setPath('userData', require('node:path').join(__dirname, 'data'));
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false, webPreferences: { sandbox: true, contextIsolation: true } });
  window.once('ready-to-show', () => {
    process.stdout.write('ready\\n');
    window.show();
  });
  window.loadFile('index.html');
});
`,
  );
  return folder;
}
