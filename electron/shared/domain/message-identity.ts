/** What makes two sends the same message: account, list, template and contact, by any of the contact's names. */
import { foldLookAlikes } from '../base/fold-look-alikes.ts';
import type { CheckedMessage } from './message.ts';

export interface MessageIdentity {
  accountId: string;
  list: string;
  template: string;
  /** Everything that names the contact: the customer key, or what is used in its place, and any other names in the body. */
  names: readonly string[];
}

export const messageIdentity = (accountId: string, { list, template, customerKey, alsoNamed }: CheckedMessage): MessageIdentity => ({
  accountId,
  list,
  template,
  names: [customerKey, ...alsoNamed],
});

/**
 * Returns one key for each name of the contact. Two sends are the same message if they share a key. Whether WhatCounts distinguishes case,
 * or how accents are encoded, is not documented; asking once too often does no harm. For similar characters see fold-look-alikes.ts.
 */
export const messageKeys = ({ accountId, list, template, names }: MessageIdentity): string[] =>
  names.map((name) => JSON.stringify([accountId, ...[list, template, name].map(foldLookAlikes)]));
