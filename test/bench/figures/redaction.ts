/** Searching a response without secrets for secrets, against a plain decode of the same bytes, and how long that blocks the process. */
import { Redactor } from '../../../electron/net/redaction/redactor.ts';
import { p95Row, ratioRow, rounded, type Figure, type Row } from '../figure.ts';
import { inTurn } from '../pairs.ts';
import { timed } from '../timed.ts';

const secret = 'Sommer2024!"x';
const kilobyte = 1024;

/** As WhatCounts writes a template: JSON with HTML in it. */
const template = JSON.stringify({
  id: 301,
  name: 'Shipping delay',
  templateDataHtml:
    '<p class="text">Dear %%$first_name%%,\n your order of 24&nbsp;November is late. <a href="https://a.example/?q=a%20b&amp;c=1">Größe</a></p>\n',
});

/** Texts that are repeated: a usual one, and those that take the most work. */
const texts = { template, 'percent signs': '%%%%25', ampersands: '&amp;amp;', base64: 'YWJjZGVm', hex: '6162636465' } as const;

/** Decodes for one sample, because a single one is too short to measure. */
const decodes = 20;

async function rowsOf(name: keyof typeof texts, size: number): Promise<Row[]> {
  const bytes = Buffer.alloc(size, texts[name], 'utf8');
  const redactor = new Redactor({ typed: [secret], base64: [Buffer.from(`acme:${secret}`).toString('base64')] });
  const pauses: number[] = [];
  const redact = (): Promise<number> => timed(() => recordPauses(pauses, () => redactor.body(bytes)));
  const decode = async (): Promise<number> => {
    const time = await timed(() => {
      for (let round = 0; round < decodes; round++) new TextDecoder().decode(bytes);
    });
    return time / decodes;
  };
  const measured = await inTurn(size > kilobyte * kilobyte ? 8 : 20, redact, decode);
  const what = `${size / kilobyte} KiB of ${name}`;
  const perKilobyte = `${((1000 * Math.min(...measured.a)) / (size / kilobyte)).toFixed(0)} µs a KiB at best`;
  const ratio = ratioRow(
    { what: `${what}, searched for secrets against a plain decode`, bound: { most: 800 } },
    { a: 'search', b: 'decode', unit: 'ms' },
    measured,
  );
  return [
    { ...ratio, note: `${ratio.note}, ${perKilobyte}` },
    p95Row(
      {
        what: `${what}: time in which nothing else is done`,
        unit: 'ms',
        bound: { most: 50 },
        note: `${rounded(Math.max(...pauses))} ms at worst`,
      },
      pauses,
    ),
  ];
}

/** CPU time of this process in milliseconds, which other programs don't affect. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Adds the CPU time between two turns of the event loop. */
async function recordPauses(pauses: number[], action: () => Promise<unknown>): Promise<void> {
  let running = true;
  let last = cpuMs();
  const look = (): void => {
    const now = cpuMs();
    pauses.push(now - last);
    last = now;
    if (running) setImmediate(look);
  };
  setImmediate(look);
  await action();
  running = false;
  pauses.push(cpuMs() - last);
}

export const redaction: Figure = {
  name: 'redaction',
  measure: async () => {
    const rows: Row[] = [];
    for (const size of [256 * kilobyte, 2048 * kilobyte])
      for (const name of Object.keys(texts) as (keyof typeof texts)[]) rows.push(...(await rowsOf(name, size)));
    return rows;
  },
};
