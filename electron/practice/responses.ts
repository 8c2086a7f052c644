/** Writes responses in the API's format. */
import type { ServerResponse } from 'node:http';

export type Query = ReadonlyMap<string, string>;

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body);
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
};

/** The format of every documented error: `error`, `status`, `statusCode` (WhatCounts support: Delete Subscriber by Customer Key). */
export function sendError(response: ServerResponse, status: number, error: string): void {
  sendJson(response, status, { error, status: reasons[status] ?? 'Error', statusCode: status });
}

/** At most 500 objects per page; `skip` is the index of the first one (WhatCounts support: Get All Lists). */
export function sendPage(response: ServerResponse, all: readonly unknown[], query: Query): void {
  const skip = Math.max(0, Number.parseInt(query.get('skip') ?? '0', 10) || 0);
  sendJson(response, 200, all.slice(skip, skip + 500));
}
