import { describe, expect, test, beforeEach } from 'vitest';
import { inputs } from '../../../../electron/shared/ipc/contract.ts';
import { dispatch, gestureCommands, guardedDispatch, type Handlers } from '../../../../electron/ipc/dispatch.ts';
import { collectFailures } from '../shared/base/collect-failures.ts';
import { ok } from '../../../../electron/shared/domain/result.ts';

const failures = collectFailures();

/** Handlers that return the command and its parsed input. */
const handlers = Object.fromEntries(
  Object.keys(inputs).map((command) => [command, (input: unknown) => ok({ command, input })]),
) as unknown as Handlers;

describe('dispatch', () => {
  test.each(['nothing.like.it', '', 'toString', '__proto__', 'constructor', null, 7, {}, ['log.entry']])(
    'refuses the command %j',
    async (command) => {
      expect(await dispatch(handlers, command, null)).toMatchObject({ ok: false, error: { code: 'unknownCommand' } });
    },
  );

  test.each([
    ['log.entry', null],
    ['log.entry', { id: '1' }],
    ['log.entry', { id: 1.5 }],
    ['log.page', { before: null, limit: 501, search: '', outcome: null }],
    ['log.page', { before: null, limit: 10, search: '', outcome: 'lost' }],
    ['send.press', { pressId: 'not a uuid', message: {}, consent: null }],
    ['send.requestPreview', { list: 'x'.repeat(10_001) }],
    ['settings.save', { theme: 'pink' }],
    ['app.state', { more: 1 }],
  ])('%s refuses %j', async (command, input) => {
    expect(await dispatch(handlers, command, input)).toMatchObject({ ok: false, error: { code: 'badInput' } });
  });

  test('passes the parsed input and nothing else', async () => {
    const envelope = await dispatch(handlers, 'log.entry', { id: 7, extra: 'dropped' });
    expect(envelope).toEqual(ok({ command: 'log.entry', input: { id: 7 } }));
  });

  test('turns an exception of a handler into a failure that quotes nothing', async () => {
    const throwing = { ...handlers, 'app.state': () => Promise.reject(new Error('correct horse')) } as unknown as Handlers;
    const envelope = await dispatch(throwing, 'app.state', null);
    expect(envelope).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(envelope)).not.toContain('correct horse');
    expect(failures.list).toMatchObject([{ level: 'error', what: 'the command app.state failed', error: { name: 'Error' } }]);
    expect(JSON.stringify(failures.list)).not.toContain('correct horse');
  });
});

let handled: string[];
let presses: number;
let call: ReturnType<typeof guardedDispatch>;
beforeEach(() => {
  handled = [];
  presses = 0;
  const handlers = Object.fromEntries(
    Object.keys(inputs).map((command) => [
      command,
      () => {
        handled.push(command);
        return ok(null);
      },
    ]),
  ) as unknown as Handlers;
  call = guardedDispatch(handlers, { takeGesture: () => Promise.resolve(presses-- > 0) });
});

const exported = { filter: { search: '' }, order: 'oldest', format: 'csv', bom: false, keys: 'clear', bodies: false };

test('refuses a call from elsewhere, without using a press', async () => {
  presses = 1;
  expect(await call(false, 'app.state', null)).toMatchObject({ ok: false, error: { code: 'wrongSender' } });
  expect(await call(false, 'log.backup', null)).toMatchObject({ ok: false, error: { code: 'wrongSender' } });
  expect([handled, presses]).toEqual([[], 1]);
});

test('dispatches a call of the page', async () => {
  expect(await call(true, 'app.state', null)).toEqual(ok(null));
  expect(await call(true, 'nothing.like.it', null)).toMatchObject({ error: { code: 'unknownCommand' } });
  expect(handled).toEqual(['app.state']);
});

test('a command that opens a file dialog needs a press, each time', async () => {
  expect(gestureCommands).toEqual(['log.export', 'log.backup']);
  for (const [command, input] of [
    ['log.export', exported],
    ['log.backup', null],
  ]) {
    expect(await call(true, command, input)).toMatchObject({ ok: false, error: { code: 'needsGesture' } });
  }
  expect(handled).toEqual([]);
  presses = 1;
  expect(await call(true, 'log.backup', null)).toEqual(ok(null));
  expect(await call(true, 'log.backup', null)).toMatchObject({ ok: false });
  expect(handled).toEqual(['log.backup']);
});
