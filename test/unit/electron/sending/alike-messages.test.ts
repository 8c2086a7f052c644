/** Texts that look alike count as one message, and nothing is altered silently. Tested with every invisible character. */
import { describe, expect, test, vi } from 'vitest';
import { checkMessage } from '../../../../electron/shared/domain/check-message.ts';
import type { Message } from '../../../../electron/shared/domain/message.ts';
import { textOf } from '../../../../electron/shared/i18n/text.ts';
import { allCodePoints, codeOf, hiddenCodePoints, looksBlank, separates } from '../shared/base/hidden-code-points.ts';
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
  return checked.ok ? checked.message.customerKey : null;
};

/** Texts with that character at their ends, and one with it after the second letter. */
const around = (text: string, character: string) => ({
  ends: [`${character}${text}`, `${text}${character}`, ` ${character} ${text}${character}${character}`],
  inside: `${text.slice(0, 2)}${character}${text.slice(2)}`,
});

/** The fixes offered for a character inside a text. None of them joins what may be two names. */
function offersFor(field: string, character: string): readonly string[] {
  if (field === 'email') return separates(character) || looksBlank(character) ? ['Use a@example.com'] : ['Remove it'];
  if (separates(character)) return ['Use ck', 'Use 1042'];
  return looksBlank(character) ? ['Remove it', 'Replace it with a space'] : ['Remove it'];
}

describe.each([
  ['customerKey', 'ck1042', key],
  ['email', 'ada@example.com', email],
] as const)('in %s', (field, text, fill) => {
  test('removes an invisible character at the ends and refuses one inside, with its name, its position and a fix', () => {
    const wrong: string[] = [];
    for (const character of hiddenCodePoints) {
      const { ends, inside } = around(text, character);
      if (ends.some((typed) => sentTo(fill(typed)) !== text)) wrong.push(`${codeOf(character)} at an end`);
      const checked = checkMessage(message(fill(inside)));
      const problem = checked.ok ? '' : (checked.fields[field] ?? '');
      const fixes = checked.ok ? [] : (checked.fixes[field] ?? []);
      const isNamed =
        problem.includes(codeOf(character)) && problem.includes('character 3') && problem.includes(`after “${text.slice(0, 2)}”`);
      const labels = fixes.map(({ label }) => textOf(label));
      const isRemoved = fixes.every(({ label, value }) => textOf(label) !== 'Remove it' || value === text);
      if (!isNamed || !isRemoved || labels.join() !== offersFor(field, character).join())
        wrong.push(`${codeOf(character)}: ${problem} ${labels.join()}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe.each(['customerKey', 'email'])('as %s of a body, which is sent byte for byte', (field) => {
  const text = field === 'email' ? 'ada@example.com' : 'ck1042';

  test('refuses an invisible character anywhere, with a fix that changes nothing else', () => {
    const wrong: string[] = [];
    for (const character of hiddenCodePoints) {
      const { ends, inside } = around(text, character);
      const left = text.slice(0, 2);
      const first = offersFor(field, character)[0] === 'Remove it' ? text : field === 'email' ? 'a@example.com' : left;
      for (const [typed, expected] of [...ends.map((one) => [one, text]), [inside, first]] as const) {
        const checked = checkMessage(message(inBody(field)(typed)));
        const fix = checked.ok ? undefined : checked.fixes['body']?.[0];
        if (fix?.value !== inBody(field)(expected).body) wrong.push(codeOf(character));
      }
    }
    expect(wrong).toEqual([]);
  });

  test('leaves the rest of the body as it is written', () => {
    const body = `{ "x" : {"${field}":"\u200d"}, "big":12345678901234567890, "${field}" :"${text}\u200d" , "a":1.0 }`;
    const checked = checkMessage(message({ command: 'modelNames', body }));
    expect(checked).toMatchObject({ ok: false });
    const fixed = checked.ok ? '' : (checked.fixes['body']?.[0]?.value ?? '');
    expect(fixed).toBe(`{ "x" : {"${field}":"\u200d"}, "big":12345678901234567890, "${field}" :"${text}" , "a":1.0 }`);
    expect(checkMessage(message({ command: 'modelNames', body: fixed }))).toMatchObject({ ok: true, message: { body: fixed } });
  });
});

describe('two keys with a separator between them', () => {
  const pairs = [
    ['ck1042', 'ck1043'],
    ['48211001', '48211002'],
    ['alice', 'bob'],
    ['Müller', '7'],
    ['48', '211'],
  ] as const;
  const between = ['\r\n', ...hiddenCodePoints.filter((character) => separates(character) || looksBlank(character))];

  test.each(pairs)('%j and %j are never joined by a fix', (one, other) => {
    const joined = between.flatMap((gap) =>
      [`${one}${gap}${other}`, `${one}${gap}\u200b${other}`, ` ${one} ${gap}${gap}${other}\t`].flatMap((typed) => {
        const alone = checkMessage(message(key(typed)));
        const inside = checkMessage(message(inBody('customerKey')(typed)));
        const values = [alone.ok ? [] : alone.fixes['customerKey'], inside.ok ? [] : inside.fixes['body']].flatMap((fixes) =>
          (fixes ?? []).map(({ value }) => value),
        );
        return alone.ok || inside.ok || values.some((value) => value.includes(one + other)) ? [gap] : [];
      }),
    );
    expect(joined.map((gap) => Array.from(gap, codeOf).join(' '))).toEqual([]);
  });

  test('are reported as several, with the position where one ends, and each is offered', () => {
    const checked = checkMessage(message(key('ck1042\tck1043')));
    expect(checked.ok ? '' : checked.fields['customerKey']).toBe(
      'This customer key has more than one line or table cell: a tab (U+0009), character 7, after “ck1042”.',
    );
    expect(checked.ok ? [] : checked.fixes['customerKey']?.map(({ value }) => value)).toEqual(['ck1042', 'ck1043']);
  });

  test.each([
    'Jo\u00a0ada@example.com',
    'Jo\tada@example.com',
    'Jo\u00a0ada\u2009@ example.com',
    'Jo\x1fada@example.com',
    'Jo ada @example.com',
  ])('nor are a name and an address: %j', (typed) => {
    const checked = checkMessage(message(email(typed)));
    expect(checked.ok ? [] : checked.fixes['email']?.map(({ value }) => value)).toEqual(['ada@example.com']);
  });

  test('nor are the lines of a first name', () => {
    const checked = checkMessage(message({ ...email('ada@example.com'), firstName: 'Ada\nbob@example.com\nBob' }));
    expect(checked.ok ? '' : checked.fields['firstName']).toContain('more than one line');
    expect(checked.ok ? [] : checked.fixes['firstName']?.map(({ value }) => value)).toEqual(['Ada', 'bob@example.com', 'Bob']);
  });
});

describe('in a key', () => {
  const dashes = Array.from('\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2796\u2cba');

  test.each(dashes)('%s is refused, with its name, its position and a fix that replaces it with a hyphen', (dash) => {
    for (const [field, fill] of [
      ['customerKey', key],
      ['body', inBody('customerKey')],
    ] as const) {
      const checked = checkMessage(message(fill(`AB${dash}1042`)));
      if (checked.ok) throw new Error('taken');
      expect(checked.fields[field]).toMatch(/This customer key has a character that looks like a hyphen: an? [A-Za-z- ]+ \(U\+/);
      expect(checked.fields[field]).toContain(`(${codeOf(dash)}), character 3, after “AB”.`);
      const [fix] = checked.fixes[field] ?? [];
      expect([fix && textOf(fix.label), fix?.value]).toEqual([
        'Replace it with a hyphen',
        field === 'body' ? fill('AB-1042').body : 'AB-1042',
      ]);
    }
  });

  test(
    'every character is sent as it is typed, or refused by name; no character that may be invisible is sent',
    { timeout: 60_000 },
    () => {
      const wrong = allCodePoints.filter((character) => {
        // Most code points are unassigned or for private use; a sample of them is enough.
        if (character === '' || (/[\p{Cn}\p{Co}]/u.test(character) && (character.codePointAt(0) ?? 0) % 64 > 0)) return false;
        const typed = `ck${character}1042`;
        const checked = checkMessage(message(key(typed)));
        if (!checked.ok) return !(checked.fields['customerKey'] ?? '').includes(codeOf(character));
        return checked.message.customerKey !== typed || /(?! )[\p{Cc}\p{Cf}\p{Cn}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(character);
      });
      expect(wrong.map(codeOf)).toEqual([]);
    },
  );
});

test('a field of a body with an invisible character in its name is refused', () => {
  const body = '{"customerKey":"ck1","e\u200dmail":"eve@example.com"}';
  const checked = checkMessage(message({ command: 'modelNames', body }));
  expect(checked.ok ? '' : checked.fields['body']).toContain('zero width joiner (U+200D)');
});

test('after a send, no key that looks the same is sent without a consent, and none is altered', { timeout: 120_000 }, async () => {
  const bench = senderBench({}, { duplicateMs: 24 * 60 * 60 * 1000 });
  const first = bench.press();
  (await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('no request yet')))).respond(accepted);
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

test.each(['ck１０４２', 'СK1042', 'CK1042', 'ck1042'])(
  '%j is sent as it is typed, and needs a consent after ck1042',
  async (customerKey) => {
    const bench = senderBench({}, { duplicateMs: 1000 });
    const first = bench.press();
    (await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('no request yet')))).respond(accepted);
    await first;
    const asked = await bench.press({ customerKey });
    const token = asked.ok && asked.value.kind === 'needsConsent' ? asked.value.review.token : null;
    expect(token).not.toBeNull();
    void bench.press({ customerKey }, token);
    const { request } = await vi.waitFor(() => bench.exchanges[1] ?? Promise.reject(new Error('no request yet')));
    expect(request.url).toContain(`/${encodeURIComponent(customerKey)}?`);
  },
);

test.each([
  ['ada@exämple.de', 'ada@xn--exmple-cua.de'],
  ['ada@xn--exmple-cua.de', 'Ada@EXÄMPLE.de'],
])('%j is sent as it is typed; after it, %j needs a consent, and is sent as it is typed', async (first, second) => {
  const bench = senderBench({}, { duplicateMs: 1000 });
  const pressed = bench.press(email(first));
  (await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('no request yet')))).respond(accepted);
  await pressed;
  const asked = await bench.press(email(second));
  const token = asked.ok && asked.value.kind === 'needsConsent' ? asked.value.review.token : null;
  void bench.press(email(second), token);
  await vi.waitFor(() => bench.exchanges[1] ?? Promise.reject(new Error('no request yet')));
  expect(token).not.toBeNull();
  expect(bench.exchanges.map(({ request }) => decodeURIComponent(request.url.split('/').at(-2) ?? ''))).toEqual([first, second]);
});

test('simultaneous presses for keys that look alike are one send', async () => {
  const bench = senderBench();
  const presses = ['ck1042', ' ck1042\u200c', 'CK1042', 'ck１０４２'].map((customerKey) => bench.press({ customerKey }));
  (await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('no request yet')))).respond(accepted);
  const kinds = (await Promise.all(presses)).map((one) => (one.ok ? one.value.kind : one.error.code));
  expect(kinds).toEqual(['finished', 'alreadySending', 'alreadySending', 'alreadySending']);
  expect(bench.exchanges).toHaveLength(1);
});

test.each(['list', 'template'] as const)('digits of every script count as digits in the number of a %s, and never in a key', (field) => {
  const body = '{"customerKey":"ck１"}';
  const fields = { command: 'modelIds', list: '13', template: '302', body } as const;
  expect(checkMessage(message({ ...fields, [field]: ' ١٢\u200e' }))).toMatchObject({
    ok: true,
    message: { [field]: '12', body, customerKey: 'ck１' },
  });
});

describe('a list or template', () => {
  const names = {
    lists: [{ name: 'Orders' }, { name: 'VIP\u00a0orders' }, { name: 'VIP\u2009orders' }],
    templates: [{ name: 'Shipping\u00a0delay' }, { name: 'Half \ud83d' }, { name: 'Welcome 👩‍👧' }],
  };

  test('is spelt as in the realm, in the request, in the preview and in the log', async () => {
    const bench = senderBench({ namesOf: () => names });
    const typed = { list: 'ORDERS\u200b', template: 'shipping delay' };
    const preview = await bench.sender.preview(message(typed));
    void bench.press(typed);
    const { request, respond } = await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('no request yet')));
    respond(accepted);
    expect(request.url).toContain('/Orders/Shipping%C2%A0delay/ck1042?');
    expect(preview).toMatchObject({ ok: true, value: { request: { url: request.url } } });
    await vi.waitFor(() =>
      expect(bench.events.at(-1)).toMatchObject({ state: 'accepted', list: 'Orders', template: 'Shipping\u00a0delay' }),
    );
  });

  test('is chosen by the person where several names look like it, and refused where no URL can contain it', () => {
    const several = checkMessage(message({ list: 'VIP orders', template: 'welcome 👩👧' }), names);
    expect(several).toMatchObject({ ok: false, fixes: { list: [{ value: 'VIP\u00a0orders' }, { value: 'VIP\u2009orders' }] } });
    expect(several.ok ? [] : Object.keys(several.fields)).toEqual(['list']);
    const half = checkMessage(message({ template: 'Half \ud83d' }), names);
    expect(half.ok ? '' : half.fields['template']).toContain('half character (U+D83D)');
  });

  test('is shown in the review as it will be sent, and the consent covers that', async () => {
    const bench = senderBench({ namesOf: () => names });
    const asked = await bench.press({ list: 'orders', template: 'SHIPPING DELAY', customerKey: ' ck1042\u200c', respectOptout: false });
    const review = asked.ok && asked.value.kind === 'needsConsent' ? asked.value.review : null;
    expect(review?.sent).toMatchObject({ list: 'Orders', template: 'Shipping\u00a0delay', customerKey: 'ck1042' });
    void bench.press({ list: 'Orders', template: 'shipping  delay', respectOptout: false }, review?.token ?? null);
    const { request } = await vi.waitFor(() => bench.exchanges[0] ?? Promise.reject(new Error('no request yet')));
    expect(request.url).toContain('/Orders/Shipping%C2%A0delay/ck1042?');
  });
});

describe('an e-mail address', () => {
  test.each([' ', 'a', '.', '%61', '\u200b'])('in a body is checked quickly, however long it is: %j', (part) => {
    const before = performance.now();
    expect(checkMessage(message(inBody('email')(part.repeat(Math.floor(60_000 / part.length))))).ok).toBe(false);
    expect(performance.now() - before).toBeLessThan(2000);
  });

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
      if (checked.ok) throw new Error(`sent to ${checked.message.customerKey}`);
      expect(Object.keys(checked.fields)).toEqual([field]);
      expect((checked.fixes[field] ?? []).map(({ label }) => textOf(label))).toEqual(offered.map((one) => `Use ${one}`));
      for (const [at, { value }] of (checked.fixes[field] ?? []).entries()) {
        expect(sentTo(field === 'body' ? { command: 'modelNames', body: value } : fill(value))).toBe(offered[at]);
      }
    }
  });
});
