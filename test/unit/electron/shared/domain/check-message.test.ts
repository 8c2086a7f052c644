import { describe, expect, test } from 'vitest';
import { checkMessage } from '../../../../../electron/shared/domain/check-message.ts';
import { textOf } from '../../../../../electron/shared/i18n/text.ts';
import { contactTexts } from '../../../../../electron/shared/domain/contact-body.ts';
import { message } from '../../sending/message.ts';

const fieldsOf = (changes: Parameters<typeof message>[0]) => {
  const checked = checkMessage(message(changes));
  return checked.ok ? {} : checked.fields;
};

describe('checkMessage', () => {
  test('removes spaces at the ends and keeps those inside', () => {
    const checked = checkMessage(message({ list: ' VIP  orders ', customerKey: '\tck 1042 \n', campaignName: ' delays nov ' }));
    expect(checked).toMatchObject({ ok: true, message: { list: 'VIP  orders', customerKey: 'ck 1042', campaignName: 'delays nov' } });
  });

  test.each(['list', 'template', 'customerKey'] as const)('requires a %s', (field) => {
    expect(Object.keys(fieldsOf({ [field]: '  ' }))).toEqual([field]);
  });

  test('names every refused field at once', () => {
    expect(Object.keys(fieldsOf({ list: '', template: 'a\u0000b', customerKey: '..', campaignName: 'x'.repeat(101) }))).toEqual([
      'list',
      'template',
      'customerKey',
      'campaignName',
    ]);
  });

  test.each([
    ['a line break', 'ck\n1042'],
    ['a tab', 'ck\t1042'],
    ['NUL', 'ck\u00001'],
    ['DEL', 'ck\u007f1'],
    ['a C1 control', 'ck\u00851'],
    ['a line separator', 'ck\u20281'],
    ['half a character', 'ck\ud83d1'],
    ['a dot alone', '.'],
    ['two dots alone', ' .. '],
    ['501 characters', 'k'.repeat(501)],
  ])('refuses a key with %s', (_, customerKey) => {
    expect(fieldsOf({ customerKey })).toHaveProperty('customerKey');
  });

  test.each(['...', 'a.b', '.a', 'a/b', '%2e%2e', 'Zoë 🎉', '0', 'k'.repeat(500)])('accepts %j unchanged', (customerKey) => {
    expect(checkMessage(message({ customerKey }))).toMatchObject({ ok: true, message: { customerKey } });
  });

  test('accepts a campaign name of 100 characters, but not of 101', () => {
    expect(fieldsOf({ campaignName: 'ü'.repeat(100) })).toEqual({});
    expect(fieldsOf({ campaignName: 'ü'.repeat(101) })['campaignName']).toContain('100');
  });
});

describe('a message by another command', () => {
  const ada = '{"customerKey":"ck1042","email":"ada@example.com"}';

  test('by e-mail uses address and first name, and needs no customer key', () => {
    const checked = checkMessage(
      message({ command: 'email', customerKey: '', email: ' ada@example.com ', firstName: ' Ada ', body: 'no JSON' }),
    );
    expect(checked).toMatchObject({
      ok: true,
      message: { customerKey: 'ada@example.com', recipient: 'email', firstName: 'Ada', body: '' },
    });
  });

  test.each([
    ['email', { email: '' }, 'Type the e-mail address'],
    ['email', { email: 'ada' }, 'Enter a valid e-mail address'],
    ['email', { email: 'ada @example.com' }, 'Enter the e-mail address alone'],
    ['email', { email: 'a@b\n.example' }, 'line break'],
    ['firstName', { firstName: ' ' }, 'Type the first name'],
    ['firstName', { firstName: '..' }, 'two dots'],
  ])('by e-mail refuses %s of %j', (field, changes, text) => {
    const fields = fieldsOf({ command: 'email', email: 'ada@example.com', firstName: 'Ada', ...changes });
    expect(Object.keys(fields)).toEqual([field]);
    expect(fields[field]).toContain(text);
  });

  test('with a body names its contact by key, else by address, else by number', () => {
    const recipient = (body: string) => checkMessage(message({ command: 'modelNames', customerKey: 'typed before', body }));
    expect(recipient(ada)).toMatchObject({ message: { customerKey: 'ck1042', recipient: 'customerKey', body: ada } });
    expect(recipient('{"customerKey":"","email":"a@b.example"}')).toMatchObject({
      message: { customerKey: 'a@b.example', recipient: 'email' },
    });
    expect(recipient('{"subscriberId":7}')).toMatchObject({ message: { customerKey: '7', recipient: 'contactId' } });
  });

  test('with a body sends it just as it was typed', () => {
    const body = '{ "email" : "a@b.example", "html": "<p>", "customData":{"big":12345678901234567890,"a":1.0} }';
    expect(checkMessage(message({ command: 'content', subject: 'S', body: `\n${body} ` }))).toMatchObject({ message: { body } });
  });

  test.each([
    ['nothing', '', 'Say who gets it: a customer key or an e-mail address.'],
    ['no JSON', '{"email":', 'Enter a valid JSON object: an unclosed { at line 1, column 1.'],
    ['curly quotes', '{\n“email”: "a@b.example"}', 'curly quote at line 2, column 1'],
    ['an array', '[1]', 'has to begin with { and end with }'],
    ['an array', '[{"email":"a@b.example"}]', 'has to begin with {'],
    ['a text', '"a@b.example"', 'has to begin with {'],
    ['nobody', '{"lastName":"Lindqvist"}', 'a customer key or an e-mail address'],
    ['a key that is a number', '{"customerKey":7,"email":"a@b.example"}', 'put it into quotes'],
    ['a name that stands twice', '{"email":"a@b.example","x":{"email":1},"e\\u006dail":"c@d.example"}', '“email” stands twice'],
    ['a key of two dots', '{"customerKey":".."}', 'two dots'],
    ['a key with a space behind it', '{"customerKey":"ck1 "}', 'begins or ends with a space'],
    ['too many levels', `{"email":"a@b.example","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'too many levels'],
    ['a key with a line break', '{"customerKey":"a\\nb"}', 'line break'],
    ['too much', `{"email":"a@b.example","x":"${'x'.repeat(256 * 1024)}"}`, 'at most 262144'],
  ])('with a body of %s is refused', (_, body, text) => {
    const fields = fieldsOf({ command: 'modelNames', body });
    expect(Object.keys(fields)).toEqual(['body']);
    expect(fields['body']).toContain(text);
  });

  describe('with a member that looks like one that names the contact', () => {
    const inBody = (members: readonly (readonly [string, unknown])[]) =>
      checkMessage(message({ command: 'modelNames', body: JSON.stringify(Object.fromEntries(members)) }));
    const spellings = (member: string): string[] => [
      member.toUpperCase(),
      `${member.slice(0, 1).toUpperCase()}${member.slice(1)}`,
      member.replace(/(?=[A-Z])/g, '_'),
      ` ${member}.`,
      `${member.slice(0, 1)}-${member.slice(1)}`,
      Array.from(member, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)).join(''),
      member.replace('e', '\u0435'),
    ];
    const members = [
      ['customerKey', 'ck1'],
      ['email', 'ada@example.com'],
      ['subscriberId', 7],
    ] as const;

    test.each(members)('%s is refused beside it, beside another one and alone', (meant, value) => {
      const others = [...spellings(meant), ...(meant === 'subscriberId' ? ['contactId', 'ContactID'] : [])].filter((one) => one !== meant);
      for (const written of others) {
        const beside = inBody([
          [meant, value],
          [written, 'x'],
        ]);
        expect(beside.ok ? '' : beside.fields['body']).toContain(`“${written}” stands beside “${meant}”`);
        const another = inBody([
          [meant === 'email' ? 'customerKey' : 'email', 'ada@example.com'],
          [written, 'x'],
        ]);
        expect(another.ok ? '' : another.fields['body']).toContain(`“${meant}”, and whether it takes “${written}”`);
        const alone = inBody([[written, value]]);
        const fix = alone.ok ? undefined : alone.fixes['body']?.[0];
        expect(fix && textOf(fix.label)).toBe(`Rename it to ${meant}`);
        expect(JSON.parse(fix?.value ?? '{}')).toEqual({ [meant]: value });
      }
    });

    test('is renamed in place, and nothing else changes', () => {
      const body = '{ "big":12345678901234567890, "x":{"Email":"c@d.example"}, "E\\u006dail" : "a@b.example" }';
      const checked = checkMessage(message({ command: 'modelNames', body }));
      expect(checked.ok ? '' : checked.fixes['body']?.[0]?.value).toBe(
        '{ "big":12345678901234567890, "x":{"Email":"c@d.example"}, "email" : "a@b.example" }',
      );
    });

    test.each([
      ...contactTexts.filter((name) => name !== 'email'),
      'html',
      'mailing',
      'emails',
      'keyword',
      'order-id',
      'Customer',
      'subscriber',
    ])('%s is not refused', (name) => {
      expect(
        inBody([
          ['email', 'ada@example.com'],
          [name, 'x'],
        ]).ok,
      ).toBe(true);
    });

    test('custom data is not refused, whatever its names', () => {
      expect(
        inBody([
          ['email', 'ada@example.com'],
          ['customData', { Email: 'x', 'customer key': 'y', contactId: 7 }],
        ]).ok,
      ).toBe(true);
    });
  });

  test.each(['modelIds', 'listContact'] as const)('%s requires numbers for list and template', (command) => {
    const body = '{"subscriberId":51042}';
    expect(checkMessage(message({ command, list: ' 13 ', template: '302', body }))).toMatchObject({
      message: { list: '13', template: '302' },
    });
    for (const wrong of ['Orders', '0', '-1', '013', '1.5', '13 ', '1e3', '1234567890123456'].filter((text) => text.trim() !== '13')) {
      expect(Object.keys(fieldsOf({ command, list: wrong, template: wrong, body }))).toEqual(['list', 'template']);
    }
  });

  test("to a contact in a list requires the contact's number", () => {
    for (const body of [ada, '{"subscriberId":"51042","email":"a@b.example"}', '{"subscriberId":0}', '{"subscriberId":1.5}']) {
      expect(fieldsOf({ command: 'listContact', list: '13', template: '302', body })['body']).toContain('subscriberId');
    }
  });

  test('of own content needs a content', () => {
    const content = (body: string) => fieldsOf({ command: 'content', subject: 'Hello', body });
    expect(content('{"email":"a@b.example","firstName":"Ada","customData":{}}')['body']).toContain('only who gets it');
    expect(content('{"email":"a@b.example","html":"<p>"}')).toEqual({});
  });

  test('of own content has a subject line of at most 48 characters instead of a template', () => {
    const letter = '{"customerKey":"ck1042","html":"<p>"}';
    const content = (subject: string) => fieldsOf({ command: 'content', template: '', subject, body: letter });
    expect(content('ü'.repeat(48))).toEqual({});
    expect(content('ü'.repeat(49))['subject']).toContain('at most 48');
    expect(content(' ')['subject']).toContain('Type a subject line');
    expect(checkMessage(message({ command: 'content', template: 'left over', subject: 'Hello', body: letter }))).toMatchObject({
      message: { template: 'Hello' },
    });
  });

  test('leaves out options that the command does not have', () => {
    const fields = { list: '13', template: '302', body: '{"subscriberId":7}', respectOptout: false, snapshot: true };
    expect(checkMessage(message({ command: 'listContact', ...fields }))).toMatchObject({
      message: { respectOptout: true, snapshot: false },
    });
    expect(checkMessage(message({ command: 'modelIds', ...fields }))).toMatchObject({ message: { respectOptout: false, snapshot: false } });
  });
});
