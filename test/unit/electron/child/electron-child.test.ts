/** Utility processes, with a fake Electron. */
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { collectFailures } from '../shared/base/collect-failures.ts';
import { electronChildren } from '../../../../electron/child/electron-child.ts';

const failures = collectFailures();

class FakeProcess extends EventEmitter {
  pid: number | undefined = undefined;
  readonly posted: unknown[] = [];
  killed = 0;

  postMessage(message: unknown): void {
    this.posted.push(message);
  }

  kill(): boolean {
    this.killed += 1;
    return true;
  }
}

const electron = vi.hoisted(() => ({ fork: (): unknown => null }));
vi.mock('electron', () => ({ utilityProcess: { fork: () => electron.fork() } }));

function start() {
  const process = new FakeProcess();
  electron.fork = () => process;
  const received: unknown[] = [];
  const exit = vi.fn();
  const child = electronChildren('/scripts')('keychain', { onMessage: (message) => received.push(message), onExit: exit });
  return { process, child, received, exit };
}

test('a process whose V8 fails ends like any other, and nothing is thrown', () => {
  const { process, exit } = start();
  expect(() => process.emit('error', 'FatalError', 'v8::internal', '')).not.toThrow();
  expect(exit).not.toHaveBeenCalled();
  process.emit('exit', 1);
  expect(exit).toHaveBeenCalledOnce();
});

test('messages pass in both directions', () => {
  const { process, child, received } = start();
  child.post('question');
  process.emit('message', 'response');
  expect([process.posted, received]).toEqual([['question'], ['response']]);
});

test('a failure that the process reports is passed on, but not as a message', () => {
  const { process, received } = start();
  const report = { level: 'warning', what: 'keytar failed', error: null };
  process.emit('message', { failureReport: report });
  process.emit('message', { failureReport: { what: 'x'.repeat(301) } });
  expect([failures.list, received]).toEqual([[report], [{ failureReport: { what: 'x'.repeat(301) } }]]);
});

test('a process that is killed before it runs is killed as soon as it runs', async () => {
  const { process, child } = start();
  const killed = child.kill();
  expect(process.killed).toBe(0);
  process.pid = 7;
  process.emit('spawn');
  expect(process.killed).toBe(1);
  process.emit('exit', 0);
  await killed;
});

test('a process that cannot be started ends after the call has returned', async () => {
  electron.fork = () => {
    throw new Error('no more processes');
  };
  const exit = vi.fn();
  const child = electronChildren('/scripts')('keychain', { onMessage: () => undefined, onExit: exit });
  expect(exit).not.toHaveBeenCalled();
  child.post('question');
  await child.kill();
  expect(exit).toHaveBeenCalledOnce();
});
