/** Passwords of common words in texts of common words: six characters in a row are removed, and nothing else. */
import { describe, expect, test } from 'vitest';
import { Redactor, removedText } from '../../../../../electron/net/redaction/redactor.ts';
import { below, encodings, oneOf, randomOf, type Random } from './echoes.ts';
import { leakIn } from './leaks.ts';

const words =
  'correct horse battery staple orders riding batteries corrected horses order shipping delay summer winter customer account letter Sommer Bestellung Batterie Pferd richtig Rechnung'.split(
    ' ',
  );

const phrase = (random: Random, count: number, between: string): string =>
  Array.from({ length: count }, () => oneOf(random, words)).join(between);

/** What the rule leaves of a text without any encoding, computed in the simplest way. */
function leftOf(text: string, secret: string): string {
  const gone = new Set<number>();
  for (let at = 0; at + 6 <= text.length; at++) {
    if (secret.toLowerCase().includes(text.slice(at, at + 6).toLowerCase())) for (let place = at; place < at + 6; place++) gone.add(place);
  }
  return text
    .split('')
    .map((letter, at) => (!gone.has(at) ? letter : gone.has(at - 1) ? '' : removedText))
    .join('');
}

const redactor = (secret: string): Redactor =>
  new Redactor({ typed: [secret], base64: [Buffer.from(`acme:${secret}`).toString('base64')] });

test.each([
  ['correct horse battery', 'horse riding', `${removedText}riding`],
  ['correct horse battery', 'horses', 'horses'],
  ['correct horse battery', 'batteries', `${removedText}ies`],
  ['correct-horse-battery', 'horse riding', 'horse riding'],
  ['CorrectHorseBattery', 'horse riding', 'horse riding'],
  ['Sommer2024!', 'Sommerpause', `${removedText}pause`],
  ['Som-mer-2024!', 'Sommerpause', 'Sommerpause'],
])('with the password %j, %j becomes %j', (secret, text, left) => {
  expect(redactor(secret).text(text)).toBe(left);
});

describe.each([1, 2, 3, 4])('a password of common words, seed %i', (seed) => {
  test('removes only matches of six characters from ordinary text', async () => {
    const random = randomOf(seed);
    for (let round = 0; round < 150; round++) {
      const secret = phrase(random, 2 + below(random, 3), oneOf(random, [' ', '-', '', '1']));
      const text = phrase(random, 40, ' ');
      expect(redactor(secret).text(text), secret).toBe(leftOf(text, secret));
      expect(Buffer.from(await redactor(secret).body(Buffer.from(text))).toString(), secret).toBe(leftOf(text, secret));
    }
  });

  test('is found however it is cut, even between words', async () => {
    const random = randomOf(100 + seed);
    for (let round = 0; round < 60; round++) {
      const secret = phrase(random, 2 + below(random, 3), oneOf(random, [' ', '-', '']));
      const from = below(random, secret.length - 6);
      const cut = secret.slice(from, from + 6 + below(random, secret.length - from - 6));
      const echo = oneOf(random, Object.values(encodings))(Buffer.from(cut), random) ?? Buffer.from(cut);
      const kept = Buffer.from(await redactor(secret).body(Buffer.concat([Buffer.from('{"error":"'), echo, Buffer.from('"}')])));
      expect(leakIn(kept, secret), JSON.stringify({ secret, cut, kept: kept.toString('latin1') })).toBeNull();
      expect(kept.toString('latin1')).toContain(removedText);
    }
  });
});
