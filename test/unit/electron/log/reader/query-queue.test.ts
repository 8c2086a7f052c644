import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { noFilter } from '../../../../../electron/shared/domain/log-filter.ts';
import { createQueryQueue } from '../../../../../electron/log/reader/query-queue.ts';
import type { FromReader, Question } from '../../../../../electron/log/reader/reader-protocol.ts';
import { fillLog } from '../many-entries.ts';
import { damageIndex, logWithReader, queryOf, send } from '../a-reader.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp() {
  const message = logWithReader();
  const posted: FromReader[] = [];
  const receive = createQueryQueue(message.reader, turn, (message) => posted.push(message));
  const responseTo = async (number: number, question: Question): Promise<FromReader> => {
    receive({ number, question });
    const response = () => posted.find((message) => 'number' in message && message.number === number);
    await expect.poll(response).toBeDefined();
    return response() ?? { number, superseded: true };
  };
  return { ...message, posted, receive, responseTo };
}

test('changes are indexed, and reported with the identity of the log', async () => {
  const { log, posted, receive, reader } = setUp();
  send(log);
  receive('written');
  await expect.poll(() => posted.find((message) => 'followed' in message)).toMatchObject({ of: reader.identity, caughtUp: false });
});

test('an index that is damaged repeatedly is built again each time', async () => {
  const { log, file, reader, responseTo } = setUp();
  send(log);
  const indexFile = file.replace('log.sqlite', 'log-index.sqlite');
  for (let round = 1; round <= 6; round += 1) {
    const page: Question = { ask: 'page', query: queryOf({ search: 'ck1042' }) };
    expect(await responseTo(round * 2, page)).toMatchObject({ result: { entries: [{ customerKey: 'ck1042' }] } });
    damageIndex(indexFile);
    reader.close();
  }
});

test('after a query was answered before everything was indexed, catching up is reported', async () => {
  const { file, posted, receive, responseTo } = setUp();
  fillLog(file, 6000);
  expect(await responseTo(1, { ask: 'overview', query: { filter: noFilter, activity: false } })).toMatchObject({ result: { total: 0 } });
  receive('written');
  const followed = () => posted.filter((message) => 'followed' in message);
  await expect.poll(followed, { timeout: 20_000 }).toMatchObject([{ caughtUp: true }]);
  expect(await responseTo(2, { ask: 'overview', query: { filter: noFilter, activity: false } })).toMatchObject({ result: { total: 6000 } });
  receive('written');
  await expect.poll(followed).toMatchObject([{ caughtUp: true }, { caughtUp: false }]);
});

test('the earlier of two overviews is superseded', async () => {
  const { log, posted, receive } = setUp();
  send(log);
  const overview: Question = { ask: 'overview', query: { filter: noFilter, activity: true } };
  receive({ number: 1, question: overview });
  receive({ number: 2, question: overview });
  await expect.poll(() => posted.filter((message) => 'number' in message).length).toBe(2);
  expect(posted).toContainEqual({ number: 1, superseded: true });
  expect(posted.find((message) => 'number' in message && message.number === 2)).toMatchObject({ result: { total: 1 } });
});

test('a missing log is an error, but not damage', async () => {
  const { log, file, responseTo } = setUp();
  log.close();
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  expect(await responseTo(1, { ask: 'choices' })).toMatchObject({ damaged: '' });
});
