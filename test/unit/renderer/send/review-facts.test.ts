import { expect, test } from 'vitest';
import { reviewFacts } from '../../../../renderer/send/review-facts.ts';
import { message } from '../../electron/sending/message.ts';

const labels = (changes: Parameters<typeof message>[0]) => reviewFacts(message(changes)).map(({ label, value }) => `${label}: ${value}`);

test('who gets it stands first, wherever it was said', () => {
  expect(labels({})[0]).toBe('Customer key: ck1042');
  expect(labels({ command: 'email', email: ' a@b.example ', firstName: 'Ada' }).slice(0, 2)).toEqual([
    'E-mail: a@b.example',
    'First name: Ada',
  ]);
  const body = '{"customerKey":"ck7","email":"a@b.example","html":"<p>"}';
  expect(labels({ command: 'content', subject: ' Hello ', body }).slice(0, 5)).toEqual([
    'Customer key: ck7',
    'E-mail: a@b.example',
    'Sent by: Own content',
    'List: Orders',
    'Subject line: Hello',
  ]);
  expect(labels({ command: 'listContact', body: '{"subscriberId":7}' })).not.toContain('Respect opt-out: Yes');
});
