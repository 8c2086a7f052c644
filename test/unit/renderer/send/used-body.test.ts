/** A body that was sent: the next change starts the body of another contact. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixesFor } from '../../../../renderer/send/field-fixes.ts';
import { withContactId, withCustomFields, withText } from '../../../../renderer/send/contact-draft.ts';
import { form } from '../../../../renderer/send/send-form.svelte.ts';

const ada = { customerKey: 'ck1', email: 'ada@example.com', firstName: 'Ada', subscriberId: 7, customData: { order: 'A1' } };

beforeEach(() => {
  vi.stubGlobal('window', { keypost: { call: () => Promise.resolve('{"ok":true,"value":null}'), on: () => () => undefined } });
  form.clear();
  form.fields.accountId = 'a';
  form.chooseCommand('modelNames');
  form.writeBody(JSON.stringify(ada));
  form.begin('press');
  form.use.setState('press', 'accepted');
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const body = (): unknown => JSON.parse(form.fields.body);

test.each([
  [
    'a custom value',
    () => form.changeBody((now) => withCustomFields(now, [{ name: 'order', value: 'B2' }])),
    { customData: { order: 'B2' } },
  ],
  [
    'the customer key',
    () => form.changeBody((now) => withText(now, 'customerKey', 'c')),
    { customerKey: 'c', customData: { order: 'A1' } },
  ],
  ['a last name', () => form.changeBody((now) => withText(now, 'lastName', 'L')), { lastName: 'L', customData: { order: 'A1' } }],
  ['the number', () => form.changeBody((now) => withContactId(now, '8')), { subscriberId: 8, customData: { order: 'A1' } }],
])('a change by %s removes the previous contact, and later changes keep what is typed', (_, change, expected) => {
  change();
  expect(body()).toEqual(expected);
  form.changeBody((now) => withText(now, 'email', 'bob@example.com'));
  expect(body()).toEqual({ ...expected, email: 'bob@example.com' });
});

describe('a body edited as JSON', () => {
  const write = (changes: object): void => form.writeBody(JSON.stringify({ ...ada, ...changes }));

  test('is not sent with data of the previous contact until that is removed', () => {
    write({ customerKey: 'ck2' });
    const said = form.blockingErrors?.['body'] ?? '';
    expect(said).toContain('still has email, firstName, subscriberId of ck1');
    const actions = fixesFor('body', said);
    expect(actions.map(({ label }) => label)).toEqual(['Remove them', 'Keep them']);
    actions[0]?.run();
    expect(body()).toEqual({ customerKey: 'ck2', customData: { order: 'A1' } });
    expect(form.blockingErrors).toBeNull();
  });

  test('is not sent either if fields change it afterwards or the page is reloaded', () => {
    write({ customData: { order: 'B2' } });
    form.changeBody((now) => withText(now, 'customerKey', 'ck2'));
    form.restore(form.copy());
    expect(form.blockingErrors?.['body']).toContain('email, firstName, subscriberId of ck1');
  });

  test('is sent unchanged if the user keeps the data', () => {
    write({ customerKey: 'ck2' });
    const { body: before } = form.fields;
    fixesFor('body', form.blockingErrors?.['body'] ?? '')[1]?.run();
    expect(form.blockingErrors).toBeNull();
    expect(form.fields.body).toBe(before);
  });

  test.each([
    ['the same contact gets it', { customData: { order: 'B2' } }],
    ['the same contact is named by less', { email: null }],
    ['nothing of the one before is left', { customerKey: 'ck2', email: 'bob@example.com', firstName: 'Bob', subscriberId: 8 }],
  ])('needs no decision if %s', (_, changes) => {
    write(changes);
    expect(form.blockingErrors).toBeNull();
  });
});
