import { expect, test, vi } from 'vitest';
import { fail, ok, type Result } from '../../../../electron/shared/domain/result.ts';
import { LatestPressTracker } from '../../../../electron/sending/latest-press-tracker.ts';
import type { PressResult } from '../../../../electron/shared/domain/press.ts';
import { message } from './message.ts';

const press = (pressId: string) => ({ pressId, message: message(), consent: null });
const outcome = ok<PressResult>({ kind: 'alreadySending', entryId: 7, sentence: '' });

/** A press under way, whose end the test chooses. */
function begun(latest: LatestPressTracker, pressId: string) {
  let end: (result: Result<PressResult>) => void = () => undefined;
  let throwUp: (error: Error) => void = () => undefined;
  const result = new Promise<Result<PressResult>>((resolve, reject) => {
    [end, throwUp] = [resolve, reject];
  });
  result.catch(() => undefined);
  latest.track(press(pressId), result);
  return { end, throwUp };
}

const opening = (pressId: string) => ({ pressId, phase: 'opening', endsAt: null }) as const;

test('before the first press there is none', () => {
  const latest = new LatestPressTracker();
  expect(latest.get()).toBeNull();
  latest.advance(opening('p1'));
  expect(latest.get()).toBeNull();
  expect(latest.result('p1')).toMatchObject({ ok: false, error: { code: 'send.noSuchPress' } });
});

test('a page that comes later learns how far the press has come, for how long it goes on, and what came of it', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const latest = new LatestPressTracker();
  const { end } = begun(latest, 'p1');
  clock.mockReturnValue(3500);
  expect(latest.get()).toEqual({ press: press('p1'), phase: null, isUnderWay: true, elapsedMs: 2500 });
  clock.mockRestore();
  latest.advance(opening('p1'));
  expect(latest.get()).toMatchObject({ phase: opening('p1'), isUnderWay: true });
  const result = latest.result('p1');
  end(outcome);
  expect(await result).toBe(outcome);
  expect(latest.get()).toMatchObject({ phase: opening('p1'), isUnderWay: false });
  expect(await latest.result('p1')).toBe(outcome);
});

test('a step or a question of an earlier press is not of the latest one', async () => {
  const latest = new LatestPressTracker();
  const first = begun(latest, 'p1');
  begun(latest, 'p2');
  latest.advance(opening('p1'));
  first.end(fail('logNotWritable', ''));
  await new Promise(setImmediate);
  expect(latest.get()).toMatchObject({ press: { pressId: 'p2' }, phase: null, isUnderWay: true });
  expect(latest.result('p1')).toMatchObject({ ok: false, error: { code: 'send.noSuchPress' } });
});

test('what breaks is no longer under way either', async () => {
  const latest = new LatestPressTracker();
  begun(latest, 'p1').throwUp(new Error('broken'));
  await new Promise(setImmediate);
  expect(latest.get()).toMatchObject({ isUnderWay: false });
});
