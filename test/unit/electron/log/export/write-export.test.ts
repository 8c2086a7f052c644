import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../../electron/log/database/database.ts';
import { writeExport, type ExportWatch } from '../../../../../electron/log/export/write-export.ts';
import { createTempFile } from '../../../../../electron/storage/atomic-file.ts';
import { noFilter } from '../../../../../electron/shared/domain/log-filter.ts';
import { LogQueryService } from '../../../../../electron/log/reader/log-query-service.ts';
import type { ExportOptions } from '../../../../../electron/shared/domain/log-task.ts';
import { hashedKey } from '../../../../../electron/log/export/hash-customer-key.ts';
import { logFile, newEntry, openLog, storedOutcome, pressOf } from '../a-log.ts';
import { fillLog } from '../many-entries.ts';

const plain: ExportOptions = { filter: noFilter, order: 'oldest', format: 'jsonl', bom: false, keys: 'clear', bodies: false };
const unwatched: ExportWatch = { stopped: () => false, progress: () => undefined };

function exported(log: string, options: Partial<ExportOptions> = {}, watch = unwatched) {
  const target = join(dirname(log), 'export');
  const files = { log, index: join(dirname(log), 'log-index.sqlite') };
  const entries = writeExport({ files, target, part: createTempFile(target), options: { ...plain, ...options }, total: null }, watch);
  return { entries, target, text: existsSync(target) ? readFileSync(target, 'utf8') : '' };
}
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const beside = (log: string) => readdirSync(dirname(log)).filter((name) => name.startsWith('export'));

describe('an entry', () => {
  const written = (options: Partial<ExportOptions> = {}) => {
    const file = logFile();
    const log = openLog(file);
    const { id } = log.begin(newEntry({ presetName: 'Delay', message: { customerKey: 'Åsa 1042', campaignName: 'for åsa 1042' } }));
    log.storeOutcome(
      pressOf(log, id),
      storedOutcome({
        outcome: 'unknown',
        cause: 'timeout',
        responseBody: Buffer.from('no "\\u00c5sa 1042" here'),
        sentence: 'Unknown: Åsa 1042.',
      }),
    );
    log.resolve(id, { at: 5, by: 'person', outcome: 'accepted', cause: 'person', hint: '', sentence: 'Sent.', note: 'I asked ÅSA 1042' });
    return exported(file, options).text;
  };

  test('has everything but request headers', () => {
    const [line] = linesOf(written({ bodies: true }));
    expect(line).toMatchObject({
      id: 1,
      time: '2025-11-24T16:00:00.000Z',
      outcome: 'accepted',
      cause: 'person',
      account: 'Acme production',
      kind: 'production',
      preset: 'Delay',
      customerKey: 'Åsa 1042',
      format: 'MIME',
      respectOptOut: true,
      snapshot: false,
      status: 200,
      history: [{ outcome: 'unknown' }, { note: 'I asked ÅSA 1042' }],
      body: 'no "\\u00c5sa 1042" here',
      bodyEncoding: 'utf-8',
      bodyTruncated: false,
    });
    expect(JSON.stringify(line)).not.toMatch(/authorization|basic/i);
  });

  test('without bodies has none', () => {
    expect(Object.keys(linesOf(written())[0] ?? {})).not.toContain('body');
  });

  test.each(['jsonl', 'csv'] as const)('with hashed keys does not contain the key anywhere (%s)', (format) => {
    const text = written({ keys: 'hashed', bodies: true, format });
    expect(text).not.toMatch(/sa(%20|\+| )1042/i);
    expect(text).toContain('for ');
  });
});

describe('a message by another command', () => {
  const written = (options: Partial<ExportOptions>) => {
    const file = logFile();
    const log = openLog(file);
    const message = { command: 'email', recipient: 'email', customerKey: 'ada@example.com', firstName: 'Adalovelace' } as const;
    const url = 'https://a.example/msg/send/Orders/Delay/ada%40example.com/Adalovelace?format=99';
    log.storeOutcome(pressOf(log, log.begin(newEntry({ message, url })).id), storedOutcome());
    const inList = { command: 'listContact', recipient: 'contactId', customerKey: '1234567', body: '{}' } as const;
    const named = '{"subscriberId":1234567,"customerKey":"ck-ada-1042","email":"(not kept)"}';
    log.storeOutcome(
      pressOf(log, log.begin(newEntry({ message: inList, requestBody: named })).id),
      storedOutcome({ errorText: 'no ck-ada-1042 (1234567)' }),
    );
    const model = { command: 'modelNames', recipient: 'customerKey', customerKey: 'ck7', body: '{}' } as const;
    log.storeOutcome(pressOf(log, log.begin(newEntry({ message: model, requestBody: '{"customerKey":"ck7"}' })).id), storedOutcome());
    return exported(file, options).text;
  };

  test('has the command, and the request body only if bodies are exported', () => {
    expect(linesOf(written({ bodies: true }))).toMatchObject([
      { command: 'email', recipient: 'email', requestBody: '' },
      { command: 'listContact', recipient: 'contactId' },
      { command: 'modelNames', recipient: 'customerKey', requestBody: '{"customerKey":"ck7"}' },
    ]);
    expect(Object.keys(linesOf(written({}))[0] ?? {})).not.toContain('requestBody');
  });

  test('with hashed keys does not contain any name of the contact, not even the first name', () => {
    const text = written({ keys: 'hashed', bodies: true });
    expect(text).not.toMatch(/ada|ck7|1234567/i);
    expect(JSON.parse(String(linesOf(text)[1]?.['requestBody']))).toMatchObject({
      subscriberId: hashedKey('1234567'),
      email: '(not kept)',
    });
    expect(text).toContain('left out: it holds the contact');
  });
});

describe('keys as text', () => {
  const written = (options: Partial<ExportOptions>) => {
    const file = logFile();
    const log = openLog(file);
    for (const customerKey of ['001042', '-2', 'ck,"1"']) log.begin(newEntry({ message: { customerKey } }));
    return exported(file, options).text.trimEnd().split(/\r?\n/);
  };

  test('have a form in CSV files that spreadsheets don’t convert', () => {
    const [, first, second, third] = written({ format: 'csv', keysAsText: true });
    expect(first).toContain(',"=""001042""",');
    expect(second).toContain(',"=""-2""",');
    expect(third).toContain(',"ck,""1""",');
  });

  test.each([{ keysAsText: false }, {}])('are unchanged unless the option is on: %j', (options) => {
    const [, first, second] = written({ format: 'csv', ...options });
    expect(first).toContain(',001042,');
    expect(second).toContain(",'-2,");
  });

  test('include hashed keys, because a hash may look like a number', () => {
    expect(written({ format: 'csv', keysAsText: true, keys: 'hashed' })[1]).toContain(`,"=""${hashedKey('001042')}""",`);
  });

  test('don’t affect JSON', () => {
    expect(JSON.parse(written({ keysAsText: true })[0] ?? '')).toMatchObject({ customerKey: '001042' });
  });
});

test('a body that is not text is base64, and is left out where keys are hashed', () => {
  const file = logFile();
  const log = openLog(file);
  log.storeOutcome(pressOf(log, log.begin(newEntry()).id), storedOutcome({ responseBody: Buffer.from([0xff, 0x63, 0x6b]) }));
  expect(linesOf(exported(file, { bodies: true }).text)[0]).toMatchObject({ body: '/2Nr', bodyEncoding: 'base64' });
  expect(linesOf(exported(file, { bodies: true, keys: 'hashed' }).text)[0]).toMatchObject({ body: '', bodyEncoding: '' });
});

test('bytes that are not UTF-8 don’t end the export', () => {
  const file = logFile();
  fillLog(file, 3);
  const database = openDatabase(file);
  database.exec(`UPDATE entry SET sentence = CAST(x'41ff42' AS TEXT), list = CAST(x'4100220a' AS TEXT) WHERE id = 2`);
  database.close();
  expect(linesOf(exported(file).text)[1]).toMatchObject({ sentence: 'A\ufffdB' });
});

describe('many entries', () => {
  test.each([
    ['oldest', 1, 2500],
    ['newest', 2500, 1],
  ] as const)('come out all, %s first, with their history', (order, first, last) => {
    const file = logFile();
    fillLog(file, 2500);
    const { entries, text } = exported(file, { order });
    const lines = linesOf(text);
    expect(entries).toBe(2500);
    expect([lines[0]?.['id'], lines.at(-1)?.['id'], lines.length]).toEqual([first, last, 2500]);
    expect(lines.find(({ id }) => id === 1010)).toMatchObject({ history: [{ note: 'note 1010' }] });
  });

  test('that match a filter are exported from the index, and no others', () => {
    const file = logFile();
    fillLog(file, 2500);
    const reading = new LogQueryService(file, join(dirname(file), 'log-index.sqlite'), () => Promise.resolve());
    while (reading.catchUp());
    const { entries, text } = exported(file, { filter: { ...noFilter, from: 11, to: 2111 }, order: 'newest' });
    reading.close();
    expect(entries).toBe(2100);
    expect(linesOf(text).map(({ id }) => id)).toEqual(Array.from({ length: 2100 }, (_, n) => 2110 - n));
  });

  test('are those from the time when the export began', () => {
    const file = logFile();
    fillLog(file, 1500);
    const log = openLog(file);
    const progress = () => void log.begin(newEntry());
    expect(exported(file, {}, { stopped: () => false, progress }).entries).toBe(1500);
  });
});

test.skipIf(process.platform === 'win32')("the file is its owner's alone", () => {
  const file = logFile();
  fillLog(file, 3);
  expect(statSync(exported(file).target).mode & 0o777).toBe(0o600);
});

describe('nothing is left of an export, and an existing file is unchanged,', () => {
  const withOldFile = () => {
    const file = logFile();
    fillLog(file, 3000);
    writeFileSync(join(dirname(file), 'export'), 'old');
    return file;
  };

  test('when it is stopped', () => {
    const file = withOldFile();
    let asked = 0;
    const { entries, text } = exported(file, {}, { stopped: () => ++asked > 20, progress: () => undefined });
    expect([entries, text, beside(file)]).toEqual([null, 'old', ['export']]);
  });

  test('when it fails half way', () => {
    const file = withOldFile();
    const progress = () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    expect(() => exported(file, {}, { stopped: () => false, progress })).toThrow('no space');
    expect([readFileSync(join(dirname(file), 'export'), 'utf8'), beside(file)]).toEqual(['old', ['export']]);
  });

  test('when a row is damaged', () => {
    const file = withOldFile();
    const database = openDatabase(file);
    database.exec('UPDATE entry SET at = 99999999999999999 WHERE id = 2000');
    database.close();
    expect(() => exported(file)).toThrow('damaged');
    expect(beside(file)).toEqual(['export']);
  });

  test('when the target is a folder', () => {
    const file = logFile();
    fillLog(file, 3);
    mkdirSync(join(dirname(file), 'export', 'full'), { recursive: true });
    expect(() => exported(file)).toThrow();
    expect(beside(file)).toEqual(['export']);
  });
});
