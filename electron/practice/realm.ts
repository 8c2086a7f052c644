/** The practice realm: a local stand-in for WhatCounts over HTTP on loopback. Nothing leaves this computer. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { sendError } from './responses.ts';
import { serveRoute } from './routes.ts';
import type { SentMessage } from './sent-message.ts';
import { serveSnapshotPage } from './snapshots.ts';
import { reportFailure } from '../shared/base/report-failure.ts';

export interface PracticeOptions {
  /** 0 for any free port. */
  port?: number;
  now?: () => Date;
  /** Milliseconds that the slow key takes. */
  slowMs?: number;
}

/** One request that was received. */
export interface PracticeCall {
  method: string;
  /** Path and query. */
  target: string;
}

export interface PracticeRealm {
  siteUrl: string;
  realm: string;
  password: string;
  /** Messages that were accepted, for contacts who may get them. */
  sent(): readonly SentMessage[];
  /** Every request with the correct realm and password. */
  calls(): readonly PracticeCall[];
  close(): Promise<void>;
}

/** Not secret: they only give access to the stand-in. */
export const practiceRealm = 'practice';
export const practicePassword = 'practice';

const authorization = `Basic ${Buffer.from(`${practiceRealm}:${practicePassword}`, 'utf8').toString('base64')}`;

/** Rejects if the port is in use. */
export async function startPracticeRealm({
  port = 0,
  now = () => new Date(),
  slowMs = 8000,
}: PracticeOptions = {}): Promise<PracticeRealm> {
  const sent: SentMessage[] = [];
  const calls: PracticeCall[] = [];
  const server = createServer((request, response) => {
    try {
      if (request.method === 'GET' && serveSnapshotPage(response, request.url ?? '', sent)) return;
      if (request.headers.authorization !== authorization) return sendError(response, 401, 'Unauthorized');
      calls.push({ method: request.method ?? '', target: request.url ?? '' });
      void readBody(request).then(
        (body) => {
          attempt(request, response, body);
        },
        // The client closed the connection before its request was complete, so there is nothing to do.
        () => undefined,
      );
    } catch (error) {
      reportFailure('the practice realm failed', error);
      sendFailure(response);
    }
  });

  function attempt(request: IncomingMessage, response: ServerResponse, body: string): void {
    try {
      serve(request, response, body);
    } catch (error) {
      reportFailure('the practice realm failed', error);
      sendFailure(response);
    }
  }

  function serve(request: IncomingMessage, response: ServerResponse, body: string): void {
    const target = readTarget(request.url ?? '');
    if (target === null) return sendError(response, 400, 'The address holds a % that encodes nothing');
    const send = (message: Omit<SentMessage, 'at'>): void => {
      sent.push({ ...message, at: now().getTime() });
    };
    serveRoute(request.method ?? '', target.segments, {
      response,
      query: target.query,
      body,
      sent,
      send,
      slowMs,
      now,
      siteUrl: siteUrl(),
    });
  }

  function siteUrl(): string {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the practice realm has no port');
    return `http://127.0.0.1:${address.port}`;
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    siteUrl: siteUrl(),
    realm: practiceRealm,
    password: practicePassword,
    sent: () => sent,
    calls: () => calls,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function sendFailure(response: ServerResponse): void {
  if (!response.headersSent) sendError(response, 500, 'The practice realm failed at this');
}

/** The body of a request, as UTF-8. Rejects if it breaks off. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Segments are decoded one by one, so an encoded slash stays in its name. `null` if something can't be decoded. */
function readTarget(target: string): { segments: string[]; query: Map<string, string> } | null {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const search = mark === -1 ? '' : target.slice(mark + 1);
  try {
    const segments = path.split('/').slice(1).map(decodeURIComponent);
    return { segments, query: new Map(new URLSearchParams(search)) };
  } catch {
    return null;
  }
}
