/** Random secrets in random encodings, cut at random: all of them is removed, and everything else stays. */
import { expect, test } from 'vitest';
import { Redactor, removedText } from '../../../../../electron/net/redaction/redactor.ts';
import { below, ordinaryText, randomEcho, randomOf, randomSecret } from './echoes.ts';
import { leakIn } from './leaks.ts';

const seeds = (first: number, count: number): number[] => Array.from({ length: count }, (_, at) => first + at);

const clean = async (secret: string, bytes: Uint8Array, cut = false): Promise<Buffer> => {
  const redactor = new Redactor({ typed: [secret], base64: [Buffer.from(`acme:${secret}`).toString('base64')] });
  const kept = await redactor.body(bytes, { cut });
  return Buffer.from(kept.buffer, kept.byteOffset, kept.length);
};

test.each(seeds(1, 8))('a secret in up to three encodings is removed, and nothing around it: seed %i', async (seed) => {
  const random = randomOf(seed);
  for (let round = 0; round < 40; round++) {
    const secret = randomSecret(random);
    const { bytes, how } = randomEcho(random, secret);
    const kept = await clean(secret, Buffer.concat([Buffer.from('<before>\n'), bytes, Buffer.from('\n<behind>')]));
    const where = JSON.stringify({ secret, how, echo: bytes.toString('latin1'), kept: kept.toString('latin1') });
    expect(kept.toString('latin1'), where).toMatch(/^<before>\n[^]*\[credential removed\][^]*\n<behind>$/);
    expect(leakIn(kept, secret), where).toBeNull();
  }
});

test.each(seeds(101, 8))('no six characters of a cut secret stay: seed %i', async (seed) => {
  const random = randomOf(seed);
  for (let round = 0; round < 40; round++) {
    const secret = randomSecret(random, 8 + below(random, 20));
    const { bytes, how } = randomEcho(random, secret);
    const from = below(random, bytes.length / 2);
    const cut = bytes.subarray(from, bytes.length - below(random, bytes.length / 2));
    const kept = await clean(secret, Buffer.concat([Buffer.from('|'), cut]), true);
    expect(leakIn(kept, secret), JSON.stringify({ secret, how, cut: cut.toString('latin1') })).toBeNull();
  }
});

test.each(seeds(201, 6))('ordinary text stays byte for byte: seed %i', async (seed) => {
  const random = randomOf(seed);
  for (let round = 0; round < 12; round++) {
    const secret = randomSecret(random);
    const text = ordinaryText(random);
    if (leakIn(text, secret) !== null) continue;
    const kept = await clean(secret, text);
    expect(kept.equals(text), JSON.stringify({ secret, kept: kept.toString('latin1').split(removedText).length - 1 })).toBe(true);
  }
});
