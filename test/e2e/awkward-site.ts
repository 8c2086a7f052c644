/**
 * A WhatCounts on loopback that is as awkward as the reference allows. It can do nothing by itself: what it does stands in small pieces,
 * in awkward/, of which a test takes those that it needs.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwkwardRequest {
  method: string;
  /** As it came, without the query. */
  path: string;
  query: URLSearchParams;
}

export interface AwkwardAnswer {
  status: number;
  type: string;
  body: string;
}

/** `undefined` where it has nothing to do with a request: the next one is asked. */
export type Behaviour = (request: AwkwardRequest) => AwkwardAnswer | undefined | Promise<AwkwardAnswer | undefined>;

export interface AwkwardSite {
  /** `http://127.0.0.1:port` */
  url: string;
  /** Path and query of every GET, as they came. */
  reads: string[];
  /** The same of every other request: what may have sent something. */
  sends: string[];
  /** From now on, before what it did until then. */
  does: (...behaviours: readonly Behaviour[]) => void;
  close: () => Promise<void>;
}

const nothing: AwkwardAnswer = {
  status: 404,
  type: 'application/json',
  body: JSON.stringify({ error: 'Unable to find resource', status: 'Not Found', statusCode: 404 }),
};

export async function startAwkwardSite(...first: readonly Behaviour[]): Promise<AwkwardSite> {
  let behaviours = first;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '' } = request;
    (method === 'GET' ? site.reads : site.sends).push(url);
    const [path = '', query = ''] = url.split('?');
    const { status, type, body } = await responseOf(behaviours, { method, path, query: new URLSearchParams(query) });
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }).end(body);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const site: AwkwardSite = {
    url: `http://127.0.0.1:${port}`,
    reads: [],
    sends: [],
    does: (...more) => void (behaviours = [...more, ...behaviours]),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return site;
}

async function responseOf(behaviours: readonly Behaviour[], request: AwkwardRequest): Promise<AwkwardAnswer> {
  for (const behaviour of behaviours) {
    const answer = await behaviour(request);
    if (answer) return answer;
  }
  return nothing;
}
