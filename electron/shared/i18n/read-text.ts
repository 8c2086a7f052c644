/** Why nothing came of a question to a site, where there was a connection. */
import { again, type AskedHost } from './connection-text.ts';

const assembled = ({ next }: AskedHost, what: string): string =>
  next === 'test' ? `${what} Check the site URL and the network, then ${again[next]}.` : what;

export const readText = {
  'read.timedOut': (where: AskedHost): string => assembled(where, `${where.host} didn't respond in time.`),
  'read.cut': (where: AskedHost): string => assembled(where, `The response of ${where.host} broke off.`),
  'read.reset': (where: AskedHost): string => assembled(where, `The connection to ${where.host} broke off.`),
  'read.malformed': (where: AskedHost): string => assembled(where, `What came back from ${where.host} was no readable HTTP response.`),
  'read.failed': (where: AskedHost): string => assembled(where, `${where.host} couldn't be asked.`),
  /** A complete response that may be anybody's. */
  'read.otherResponse': ({ host, status }: AskedHost & { status: number }): string =>
    `${host} responded, but not as WhatCounts does (${status}). Check the site URL.`,
};
