/** Answers of an awkward server. */
import type { AwkwardAnswer, Behaviour } from '../awkward-site.ts';

export const json = (value: unknown, status = 200): AwkwardAnswer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

/** What a server in front of the API says, and the API never does. */
export const html = (status: number): AwkwardAnswer => ({
  status,
  type: 'text/html',
  body: `<!doctype html><html><head><title>${status}</title></head><body><h1>It went wrong (${status})</h1></body></html>`,
});

/** The API's own errors (WhatCounts support: Delete Subscriber by Customer Key). */
export const refusal = (status: number, error: string): AwkwardAnswer => json({ error, status: error, statusCode: status }, status);

/** Every send is taken. */
export const takesSends: Behaviour = ({ method }) => (method === 'POST' ? json(0) : undefined);
