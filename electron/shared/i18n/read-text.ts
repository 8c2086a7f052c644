/** Why nothing came of a question to a site, where there was a connection. */
import { again, type NextStep } from './connection-text.ts';

interface Where {
  host: string;
  next: NextStep;
}

const told = ({ next }: Where, what: string): string =>
  next === 'test' ? `${what} Check the site URL and the network, then ${again[next]}.` : what;

export const readText = {
  'read.timedOut': (where: Where): string => told(where, `${where.host} didn't respond in time.`),
  'read.cut': (where: Where): string => told(where, `The response of ${where.host} broke off.`),
  'read.reset': (where: Where): string => told(where, `The connection to ${where.host} broke off.`),
  'read.malformed': (where: Where): string => told(where, `What came back from ${where.host} was no readable HTTP response.`),
  'read.failed': (where: Where): string => told(where, `${where.host} couldn't be asked.`),
  /** A complete response that may be anybody's. */
  'read.otherResponse': ({ host, status }: Where & { status: number }): string =>
    `${host} responded, but not as WhatCounts does (${status}). Check the site URL.`,
};
