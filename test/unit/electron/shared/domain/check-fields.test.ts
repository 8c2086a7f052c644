/** The texts and fixes for refused fields of a message, and the complete result for valid ones. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { fail } from '../../../../../electron/shared/domain/result.ts';
import { unclearMember, unclearName } from '../../../../../electron/shared/domain/check-body-recipient.ts';
import { checkMessage, messageLimits, type RealmNames } from '../../../../../electron/shared/domain/check-message.ts';
import { checkNote } from '../../../../../electron/resolution/resolve.ts';
import { segmentProblem } from '../../../../../electron/shared/domain/path-segment.ts';
import { PressSchema } from '../../../../../electron/shared/domain/press.ts';
import { textOf } from '../../../../../electron/shared/i18n/text.ts';
import { message } from '../../sending/message.ts';

const hidden = '\u200b';
type Changes = Parameters<typeof message>[0];
const refused = (changes: Changes, names?: RealmNames) => {
  const checked = checkMessage(message(changes), names);
  return checked.ok ? { fields: {}, fixes: {} } : { fields: checked.fields, fixes: checked.fixes };
};
const taken = (changes: Changes) => {
  const checked = checkMessage(message(changes));
  return checked.ok ? checked.message : checked.fields;
};

describe('a valid message is complete', () => {
  const common = { list: 'Orders', template: 'Shipping delay', format: 99, campaignName: '', respectOptout: true, snapshot: false };
  const nothing = { alsoNamed: [], firstName: '', body: '' };

  test('by customer key', () => {
    expect(taken({ body: 'left over', email: 'left@over.example', firstName: 'Left' })).toEqual({
      command: 'customerKey',
      ...common,
      ...nothing,
      customerKey: 'ck1042',
      recipient: 'customerKey',
    });
  });

  test('by address', () => {
    expect(taken({ command: 'email', email: 'ada@example.com', firstName: 'Ada', snapshot: true })).toEqual({
      command: 'email',
      ...common,
      ...nothing,
      snapshot: true,
      customerKey: 'ada@example.com',
      recipient: 'email',
      firstName: 'Ada',
    });
  });

  test('by a body, with every other name of the contact', () => {
    const body = '{"subscriberId":7,"email":"ada@example.com","customerKey":"ck1"}';
    const rest = { ...common, ...nothing, body };
    expect(taken({ command: 'modelNames', body })).toEqual({
      command: 'modelNames',
      ...rest,
      customerKey: 'ck1',
      recipient: 'customerKey',
      alsoNamed: ['ada@example.com', '7'],
    });
    // For this command only the number names the recipient.
    expect(taken({ command: 'listContact', list: '13', template: '302', body })).toEqual({
      command: 'listContact',
      ...rest,
      list: '13',
      template: '302',
      customerKey: '7',
      recipient: 'contactId',
      alsoNamed: ['ada@example.com', 'ck1'],
    });
  });
});

describe('a refused field', () => {
  test.each<readonly [string, string, Changes, string]>([
    ['no list', 'list', { list: '' }, 'name of the list'],
    ['no template', 'template', { template: '' }, 'name of the template'],
    ['no number of a list', 'list', { command: 'modelIds', template: '1', body: '{"email":"a@b.example"}' }, 'number that the list has'],
    [
      'no number of a template',
      'template',
      { command: 'modelIds', list: '1', body: '{"email":"a@b.example"}' },
      'number that the template has',
    ],
    ['no key', 'customerKey', { customerKey: '' }, 'customer key'],
    ['nobody', 'body', { command: 'modelNames', body: '' }, 'Say who gets it'],
    ['no contact', 'body', { command: 'listContact', list: '1', template: '1', body: ' ' }, 'number of the contact (subscriberId)'],
    ['an invalid address in a body', 'body', { command: 'modelNames', body: '{"email":"ada"}' }, 'email: Enter a valid e-mail address'],
  ])('names what is missing: %s', (_, field, changes, text) => {
    const { fields } = refused(changes);
    expect(Object.keys(fields)).toEqual([field]);
    expect(fields[field]).toContain(text);
  });

  test('offers no fixes where none helps', () => {
    expect(refused({ list: '', customerKey: '', campaignName: 'x'.repeat(101) }).fixes).toStrictEqual({});
    expect(refused({ command: 'modelNames', body: '{"Email":"a@b.example","email":"a@b.example"}' }).fixes).toStrictEqual({});
  });

  test.each<readonly [string, string, Changes, string]>([
    ['a key', 'customerKey', { customerKey: `ck${hidden}1` }, 'ck1'],
    ['a list', 'list', { list: `Or${hidden}ders` }, 'Orders'],
    ['a campaign name', 'campaignName', { campaignName: `no${hidden}v` }, 'nov'],
    ['a subject', 'subject', { command: 'content', subject: `Hel${hidden}lo`, body: '{"email":"a@b.example","html":"x"}' }, 'Hello'],
    ['a first name', 'firstName', { command: 'email', email: 'a@b.example', firstName: `A${hidden}da` }, 'Ada'],
  ])('offers the text without an invisible character in %s', (_, field, changes, value) => {
    const { fields, fixes } = refused(changes);
    expect(Object.keys(fields)).toEqual([field]);
    expect(fields[field]).toContain('U+200B');
    expect(fixes).toMatchObject({ [field]: [{ value }] });
  });

  test('names the field with an invisible character', () => {
    const first = (field: string, changes: Changes) => refused(changes).fields[field] ?? '';
    expect(first('campaignName', { campaignName: `no${hidden}v` })).toContain('campaign name');
    expect(first('firstName', { command: 'email', email: 'a@b.example', firstName: `A${hidden}da` })).toContain('first name');
    expect(first('subject', { command: 'content', subject: `H${hidden}i`, body: '{"email":"a@b.example","html":"x"}' })).toContain('text');
  });

  test('names and campaigns keep the joiners of an emoji, and a subject its spaces', () => {
    const family = '👨\u200d👩\u200d👧';
    expect(refused({ command: 'email', email: 'a@b.example', firstName: family, campaignName: family }).fields).toEqual({});
    const subject = '5\u00a0€';
    expect(refused({ command: 'content', subject, body: '{"email":"a@b.example","html":"x"}' }).fields).toEqual({});
    expect(refused({ campaignName: subject }).fields).toHaveProperty('campaignName');
  });

  test('accepts invisible characters around a number', () => {
    const body = '{"email":"a@b.example"}';
    expect(taken({ command: 'modelIds', list: `${hidden}13\u00a0`, template: '３０２', body })).toMatchObject({
      list: '13',
      template: '302',
    });
    expect(taken({ command: 'modelIds', list: '13\ufe0f', template: '302', body })).toMatchObject({ list: '13' });
  });

  test('limits the length of a body', () => {
    const rest = '{"email":"a@b.example","x":""}';
    const body = (length: number) => rest.replace('""', `"${'x'.repeat(length - rest.length)}"`);
    expect(refused({ command: 'modelNames', body: body(messageLimits.body) }).fields).toEqual({});
    expect(refused({ command: 'modelNames', body: body(messageLimits.body + 1) }).fields['body']).toContain('262145 characters');
  });

  test('refuses a list whose name in the realm has half a character', () => {
    const names: RealmNames = { lists: [{ name: 'Or\ud83dders' }], templates: [] };
    expect(refused({ list: 'Or\ud83dders' }, names).fields['list']).toContain('U+D83D');
  });
});

describe('one segment of a path', () => {
  test.each([
    ['a', null],
    ['...', null],
    ['k'.repeat(500), null],
    ['.', 'just a dot'],
    ['..', 'two dots'],
    ['k'.repeat(501), 'This has 501 characters; at most 500'],
    ['a\udc00b', 'U+DC00'],
  ])('%s: %s', (text, problem) => {
    if (problem === null) expect(segmentProblem(text)).toBeNull();
    else expect(segmentProblem(text)).toContain(problem);
  });
});

describe('a name inside a body', () => {
  const name = (body: Record<string, unknown>) => {
    const text = JSON.stringify(body);
    const unclear = unclearName(text, body);
    return (
      unclear && {
        refusal: unclear.refusal,
        values: unclear.fixes?.map(({ value }) => value),
        labels: unclear.fixes?.map(({ label }) => textOf(label)),
      }
    );
  };

  test.each([{}, { customerKey: null, email: null }, { customerKey: '', email: '' }, { customerKey: 'ck1', email: 'a@b.example' }])(
    'of %o is clear',
    (body) => {
      expect(name(body)).toBeNull();
    },
  );

  test.each<readonly [Record<string, unknown>, string, string[] | undefined, string[] | undefined]>([
    [{ customerKey: 7 }, 'customerKey has to be a text', undefined, undefined],
    [{ email: ['a@b.example'] }, 'email has to be a text', undefined, undefined],
    [{ customerKey: ' ck1  ' }, 'customerKey begins or ends with a space', ['{"customerKey":"ck1"}'], ['Remove them']],
    [{ email: 'a@b.example ' }, 'email begins or ends with a space', ['{"email":"a@b.example"}'], ['Remove it']],
    [{ customerKey: 'ck1', email: ` a@b.example` }, 'email begins', ['{"customerKey":"ck1","email":"a@b.example"}'], ['Remove it']],
    [{ customerKey: `ck${hidden}1` }, 'customerKey: This customer key', ['{"customerKey":"ck1"}'], ['Remove it']],
    [{ email: `a@b.example${hidden}` }, 'email: This e-mail address', ['{"email":"a@b.example"}'], ['Remove it']],
    [{ email: 'ada and a@b.example' }, 'email: Enter the e-mail address alone', ['{"email":"a@b.example"}'], ['Use a@b.example']],
    [{ customerKey: '..' }, 'customerKey: A name can', undefined, undefined],
    [{ customerKey: 'k'.repeat(501) }, 'customerKey: This has 501', undefined, undefined],
  ])('of %o is not: %s', (body, refusal, values, labels) => {
    const unclear = name(body);
    expect(unclear?.refusal.slice(0, refusal.length)).toBe(refusal);
    expect([unclear?.values, unclear?.labels]).toEqual([values, labels]);
  });

  test('with an invisible character is refused, and so is one that looks like a naming member', () => {
    const member = (body: Record<string, unknown>) => unclearMember(JSON.stringify(body), body);
    expect(member({ email: 'a@b.example', html: 1 })).toBeNull();
    expect(member({ [`em${hidden}ail`]: 1 })?.refusal).toMatch(/^“em\u200bail”: This name .*U\+200B/);
    // A joiner is allowed for emoji in a text, but not in the name of a member.
    expect(member({ 'x👨\u200d👩': 1 })?.refusal).toContain('U+200D');
    expect(member({ Email: 1, email: 2 })).toMatchObject({ fixes: [] });
    expect(member({ Email: 1 })?.fixes?.map(({ value }) => value)).toEqual(['{"email":1}']);
  });
});

describe('a note', () => {
  test('is trimmed, and can be empty', () => {
    expect(checkNote(' They called.\u00a0')).toEqual({ ok: true, value: 'They called.' });
    expect(checkNote(`  ${hidden}`)).toEqual({ ok: true, value: '' });
    expect(checkNote('x'.repeat(500))).toEqual({ ok: true, value: 'x'.repeat(500) });
    expect(checkNote('5\u00a0€')).toEqual({ ok: true, value: '5\u00a0€' });
  });

  test('of 501 characters is refused beside its field', () => {
    const problem = 'A note can have at most 500 characters; this has 501.';
    expect(checkNote('x'.repeat(501))).toEqual(fail('invalid', 'Nothing was changed. Correct the note.', { note: problem }));
  });

  test('with an invisible character is refused, with a fix that removes it', () => {
    const refusal = checkNote(`a${hidden}b`);
    expect(refusal).toMatchObject({ ok: false, error: { code: 'invalid', fixes: { note: [{ value: 'ab' }] } } });
    expect(refusal.ok ? '' : refusal.error.fields?.['note']).toMatch(/^This note .*U\+200B/);
  });
});

describe('a press', () => {
  const press = { pressId: 'C56A4180-65AA-42EC-A945-5FD21DEC0538', message: message(), consent: null };

  test('has the same id in any case', () => {
    expect(v.parse(PressSchema, press)).toEqual({ ...press, pressId: press.pressId.toLowerCase() });
  });

  test.each([
    ['an invalid id', { pressId: 'p1' }],
    ['no message', { message: null }],
    ['a consent that is too long', { consent: 'x'.repeat(201) }],
    ['no consent field', { consent: undefined }],
  ])('with %s is invalid', (_, changes) => {
    expect(v.is(PressSchema, { ...press, ...changes })).toBe(false);
  });
});
