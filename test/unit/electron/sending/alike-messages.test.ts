/** Texts that look alike are one message, and nothing goes altered: every character that nobody sees, through the public interface. */
import { describe, expect, test, vi } from 'vitest';
import { checkMessage } from '../../../../electron/sending/check-message.ts';
import type { Message } from '../../../../electron/sending/message.ts';
import { textOf } from '../../../../electron/shared/i18n/text.ts';
import { codeOf, hiddenCodePoints } from '../shared/base/hidden-code-points.ts';
import { message } from './message.ts';
import { accepted, senderBench } from './sender-bench.ts';

const key = (customerKey: string): Partial<Message> => ({ customerKey });
const email = (address: string): Partial<Message> => ({ command: 'email', email: address, firstName: 'Ada' });
const inBody =
  (field: string) =>
  (text: string): Partial<Message> => ({
    command: 'modelNames',
    body: JSON.stringify({ lastName: 'x', [field]: text }),
  });

const sentTo = (changes: Partial<Message>): string | null => {
  const checked = checkMessage(message(changes));
  return checked.ok ? checked.parts.customerKey : null;
};

/** Splits a text in the middle of its first word. */
const around = (text: string, character: string) => ({
  ends: [`${character}${text}`, `${text}${character}`, ` ${character} ${text}${character}${character}`],
  inside: `${text.slice(0, 2)}${character}${text.slice(2)}`,
});

describe.each([
  ['customerKey', 'ck1042', key],
  ['email', 'ada@example.com', email],
] as const)('in %s', (field, text, fill) => {
  test('what nobody sees is lost at the ends and refused inside, with its name, its place and a click that removes it', () => {
    const wrong: string[] = [];
    for (const character of hiddenCodePoints) {
      const { ends, inside } = around(text, character);
      if (ends.some((typed) => sentTo(fill(typed)) !== text)) wrong.push(`${codeOf(character)} at an end`);
      const checked = checkMessage(message(fill(inside)));
      const said = checked.ok ? '' : (checked.fields[field] ?? '');
      const fix = checked.ok ? undefined : checked.fixes[field]?.[0];
      const isNamed = said.includes(codeOf(character)) && said.includes('character 3') && said.includes(`after “${text.slice(0, 2)}”`);
      if (!isNamed || fix?.value !== text || textOf(fix.label) !== 'Remove it') wrong.push(`${codeOf(character)} inside: ${said}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe.each(['customerKey', 'email'])('as %s of a body, which goes to the byte', (field) => {
  const text = field === 'email' ? 'ada@example.com' : 'ck1042';

  test('what nobody sees is refused wherever it stands, with a click that removes it there alone', () => {
    const wrong: string[] = [];
    for (const character of hiddenCodePoints) {
      const { ends, inside } = around(text, character);
      for (const typed of [...ends, inside]) {
        const checked = checkMessage(message(inBody(field)(typed)));
        const fix = checked.ok ? undefined : checked.fixes['body']?.[0];
        if (fix?.value !== inBody(field)(text).body) wrong.push(codeOf(character));
      }
    }
    expect(wrong).toEqual([]);
  });

  test('the rest of the body stays as it is written', () => {
    const body = `{ "x" : {"${field}":"\u200d"}, "big":12345678901234567890, "${field}" :"${text}\u200d" , "a":1.0 }`;
    const checked = checkMessage(message({ command: 'modelNames', body }));
    expect(checked).toMatchObject({ ok: false });
    const fixed = checked.ok ? '' : (checked.fixes['body']?.[0]?.value ?? '');
    expect(fixed).toBe(`{ "x" : {"${field}":"\u200d"}, "big":12345678901234567890, "${field}" :"${text}" , "a":1.0 }`);
    expect(checkMessage(message({ command: 'modelNames', body: fixed }))).toMatchObject({ ok: true, parts: { body: fixed } });
  });
});

test('a field of a body whose own name hides something is refused', () => {
  const body = '{"customerKey":"ck1","e\u200dmail":"eve@example.com"}';
  const checked = checkMessage(message({ command: 'modelNames', body }));
  expect(checked.ok ? '' : checked.fields['body']).toContain('zero width joiner (U+200D)');
});

test('after one send nothing that looks like its key goes without a question, and nothing goes altered', { timeout: 120_000 }, async () => {
  const bench = senderBench({}, { duplicateMs: 24 * 60 * 60 * 1000 });
  const first = bench.press();
  (await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('not asked yet')))).answer(accepted);
  await first;
  const gone: string[] = [];
  for (const character of hiddenCodePoints) {
    for (const customerKey of [`${character} ck1042${character}`, `ck${character}1042`]) {
      const pressed = await bench.press({ customerKey });
      const isHeld = pressed.ok ? pressed.value.kind === 'needsConsent' : pressed.error.code === 'invalid';
      if (!isHeld) gone.push(codeOf(character));
    }
  }
  expect(gone).toEqual([]);
  expect(bench.exchanges.map(({ request }) => request.url.includes('/ck1042?'))).toEqual([true]);
});

test.each(['ck１０４２', 'СK1042', 'CK1042', 'ck1042'])('%j goes as it is typed, and is asked about after ck1042', async (customerKey) => {
  const bench = senderBench({}, { duplicateMs: 1000 });
  const first = bench.press();
  (await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('not asked yet')))).answer(accepted);
  await first;
  const asked = await bench.press({ customerKey });
  const token = asked.ok && asked.value.kind === 'needsConsent' ? asked.value.review.token : null;
  expect(token).not.toBeNull();
  void bench.press({ customerKey }, token);
  const { request } = await vi.waitFor(() => bench.exchanges[1] ?? Promise.reject(new Error('not asked yet')));
  expect(request.url).toContain(`/${encodeURIComponent(customerKey)}?`);
});

test('two presses of keys that look alike at once are one send', async () => {
  const bench = senderBench();
  const presses = ['ck1042', ' ck1042\u200c', 'CK1042', 'ck１０４２'].map((customerKey) => bench.press({ customerKey }));
  (await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('not asked yet')))).answer(accepted);
  const kinds = (await Promise.all(presses)).map((one) => (one.ok ? one.value.kind : one.error.code));
  expect(kinds).toEqual(['settled', 'alreadySending', 'alreadySending', 'alreadySending']);
  expect(bench.exchanges).toHaveLength(1);
});

test.each(['list', 'template'] as const)(
  'digits of every script are taken as digits for the number of a %s, and never in a key',
  (field) => {
    const body = '{"customerKey":"ck１"}';
    const fields = { command: 'modelIds', list: '13', template: '302', body } as const;
    expect(checkMessage(message({ ...fields, [field]: ' ١٢\u200e' }))).toMatchObject({
      ok: true,
      parts: { [field]: '12', body, customerKey: 'ck１' },
    });
  },
);

describe('a list or template', () => {
  const names = {
    lists: [{ name: 'Orders' }, { name: 'VIP\u00a0orders' }, { name: 'VIP\u2009orders' }],
    templates: [{ name: 'Shipping\u00a0delay' }, { name: 'Half \ud83d' }, { name: 'Welcome 👩‍👧' }],
  };

  test('goes as the realm writes it, on the wire, in the request shown and in the log', async () => {
    const bench = senderBench({ namesOf: () => names });
    const typed = { list: 'ORDERS\u200b', template: 'shipping delay' };
    const preview = await bench.sender.preview(message(typed));
    void bench.press(typed);
    const { request, answer } = await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('not asked yet')));
    answer(accepted);
    expect(request.url).toContain('/Orders/Shipping%C2%A0delay/ck1042?');
    expect(preview).toMatchObject({ ok: true, value: { request: { url: request.url } } });
    await vi.waitFor(() =>
      expect(bench.events.at(-1)).toMatchObject({ state: 'accepted', list: 'Orders', template: 'Shipping\u00a0delay' }),
    );
  });

  test('is chosen where several names look like it, and asked for its number where no request can carry it', () => {
    const several = checkMessage(message({ list: 'VIP orders', template: 'welcome 👩👧' }), names);
    expect(several).toMatchObject({ ok: false, fixes: { list: [{ value: 'VIP\u00a0orders' }, { value: 'VIP\u2009orders' }] } });
    expect(several.ok ? [] : Object.keys(several.fields)).toEqual(['list']);
    const half = checkMessage(message({ template: 'Half \ud83d' }), names);
    expect(half.ok ? '' : half.fields['template']).toContain('half character (U+D83D)');
  });

  test('is shown in the review as it goes, and the consent holds for that', async () => {
    const bench = senderBench({ namesOf: () => names });
    const asked = await bench.press({ list: 'orders', template: 'SHIPPING DELAY', customerKey: ' ck1042\u200c', respectOptout: false });
    const review = asked.ok && asked.value.kind === 'needsConsent' ? asked.value.review : null;
    expect(review?.sent).toMatchObject({ list: 'Orders', template: 'Shipping\u00a0delay', customerKey: 'ck1042' });
    void bench.press({ list: 'Orders', template: 'shipping  delay', respectOptout: false }, review?.token ?? null);
    const { request } = await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('not asked yet')));
    expect(request.url).toContain('/Orders/Shipping%C2%A0delay/ck1042?');
  });
});

describe('an e-mail address', () => {
  test.each([
    ['<ada@example.com>', ['ada@example.com']],
    ['Ada <ada@example.com>', ['ada@example.com']],
    ['mailto:ada@example.com?subject=x', ['ada@example.com']],
    ['ada@example.com,bob@example.com', ['ada@example.com', 'bob@example.com']],
    ['ada@example.com\u00a0bob@example.com', ['ada@example.com', 'bob@example.com']],
    ['ada @example.com', ['ada@example.com']],
    ['ada＠example.com', ['ada@example.com']],
    ['ada@exаmple.com', []],
    ['nobody', []],
  ])('%j is refused and offers %j', (typed, offered) => {
    for (const [field, fill] of [
      ['email', email],
      ['body', inBody('email')],
    ] as const) {
      const checked = checkMessage(message(fill(typed)));
      if (checked.ok) throw new Error(`sent to ${checked.parts.customerKey}`);
      expect(Object.keys(checked.fields)).toEqual([field]);
      expect((checked.fixes[field] ?? []).map(({ label }) => textOf(label))).toEqual(offered.map((one) => `Use ${one}`));
      for (const [at, { value }] of (checked.fixes[field] ?? []).entries()) {
        expect(sentTo(field === 'body' ? { command: 'modelNames', body: value } : fill(value))).toBe(offered[at]);
      }
    }
  });
});
