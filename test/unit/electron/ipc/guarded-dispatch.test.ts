import { beforeEach, expect, test } from 'vitest';
import { inputs } from '../../../../electron/shared/ipc/contract.ts';
import type { Handlers } from '../../../../electron/ipc/dispatch.ts';
import { gestureCommands, guardedDispatch } from '../../../../electron/ipc/guarded-dispatch.ts';
import { ok } from '../../../../electron/shared/domain/result.ts';

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

test('a call from elsewhere is refused, and takes no press', async () => {
  presses = 1;
  expect(await call(false, 'app.state', null)).toMatchObject({ ok: false, error: { code: 'wrongSender' } });
  expect(await call(false, 'log.backup', null)).toMatchObject({ ok: false, error: { code: 'wrongSender' } });
  expect([handled, presses]).toEqual([[], 1]);
});

test('a call of the page is dispatched', async () => {
  expect(await call(true, 'app.state', null)).toEqual(ok(null));
  expect(await call(true, 'nothing.like.it', null)).toMatchObject({ error: { code: 'unknownCommand' } });
  expect(handled).toEqual(['app.state']);
});

test('what opens a file dialog needs a press, each time', async () => {
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
