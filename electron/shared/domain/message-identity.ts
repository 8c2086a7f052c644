/** What makes two sends the same message: the account, the list, the template and the contact, by any of its names. */
import { foldLookAlikes } from '../base/fold-look-alikes.ts';
import type { CheckedMessage } from './message.ts';

export interface MessageIdentity {
  accountId: string;
  list: string;
  template: string;
  /** Everything that names the contact: the customer key, or what stands for it. */
  names: readonly string[];
}

export const messageIdentity = (accountId: string, { list, template, customerKey, alsoNamed }: CheckedMessage): MessageIdentity => ({
  accountId,
  list,
  template,
  names: [customerKey, ...alsoNamed],
});

/**
 * One text for each name of the contact; two sends are the same message where one of these is the same. Whether WhatCounts minds
 * case, or how an accent is written, is not documented: to ask once too often does no harm. What looks alike: see fold-look-alikes.ts.
 */
export const messageKeys = ({ accountId, list, template, names }: MessageIdentity): string[] =>
  names.map((name) => JSON.stringify([accountId, ...[list, template, name].map(foldLookAlikes)]));
