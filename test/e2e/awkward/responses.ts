/** Responses of an awkward server. */
import type { AwkwardResponse, Behaviour } from '../awkward-site.ts';

export const json = (value: unknown, status = 200): AwkwardResponse => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

/** A page of a gateway in front of the API; the API itself never sends HTML. */
export const html = (status: number): AwkwardResponse => ({
  status,
  type: 'text/html',
  body: `<!doctype html><html><head><title>${status}</title></head><body><h1>It went wrong (${status})</h1></body></html>`,
});

/** The API's own errors (WhatCounts support: Delete Subscriber by Customer Key). */
export const refusal = (status: number, error: string): AwkwardResponse => json({ error, status: error, statusCode: status }, status);

/** Accepts every send. */
export const acceptSends: Behaviour = ({ method }) => (method === 'POST' ? json(0) : undefined);
