/** Which commands for resolving a send the bridge accepts. */
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AskSchema, ResolveSchema } from '../../../../../electron/shared/domain/resolving.ts';

describe('a person resolves a send', () => {
  const command = { id: 7, outcome: 'accepted', note: 'They called.' };

  test.each(['accepted', 'not sent'])('as %s', (outcome) => {
    expect(v.parse(ResolveSchema, { ...command, outcome })).toEqual({ ...command, outcome });
  });

  test.each([
    ['another outcome', { outcome: 'rejected' }],
    ['no outcome', { outcome: '' }],
    ['an id that is no number', { id: '7' }],
    ['a part of a number', { id: 7.5 }],
    ['a note that is too long for the bridge', { note: 'x'.repeat(10_001) }],
    ['no note', { note: undefined }],
  ])('not with %s', (_, changes) => {
    expect(v.is(ResolveSchema, { ...command, ...changes })).toBe(false);
  });
});

test('"Ask WhatCounts" is for one entry, with a note', () => {
  expect(v.parse(AskSchema, { id: 7, note: 'x'.repeat(10_000) })).toEqual({ id: 7, note: 'x'.repeat(10_000) });
  expect(v.is(AskSchema, { id: '7', note: '' })).toBe(false);
  expect(v.is(AskSchema, { id: 7 })).toBe(false);
});
