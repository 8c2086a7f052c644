/**
 * A WhatCounts server on loopback that is as awkward as the reference allows. By itself it responds with 404 to everything: a test adds
 * the behaviours that it needs, from awkward/.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwkwardRequest {
  method: string;
  /** As it was received, without the query. */
  path: string;
  query: URLSearchParams;
}

export interface AwkwardResponse {
  status: number;
  type: string;
  body: string;
}

/** `undefined` for a request that it doesn't handle, which then goes to the next behaviour. */
export type Behaviour = (request: AwkwardRequest) => AwkwardResponse | undefined | Promise<AwkwardResponse | undefined>;

export interface AwkwardSite {
  /** `http://127.0.0.1:port` */
  url: string;
  /** Path and query of every GET, as they were received. */
  reads: string[];
  /** The same for every other request: what may have sent a message. */
  sends: string[];
  /** Adds behaviours that go before the earlier ones. */
  addBehaviours: (...behaviours: readonly Behaviour[]) => void;
  close: () => Promise<void>;
}

const notFound: AwkwardResponse = {
  status: 404,
  type: 'application/json',
  body: JSON.stringify({ error: 'Unable to find resource', status: 'Not Found', statusCode: 404 }),
};

export async function startAwkwardSite(...first: readonly Behaviour[]): Promise<AwkwardSite> {
  let behaviours = first;
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '' } = request;
    (method === 'GET' ? site.reads : site.sends).push(url);
    const [path = '', query = ''] = url.split('?');
    const { status, type, body } = await responseOf(behaviours, { method, path, query: new URLSearchParams(query) });
    response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }).end(body);
  };
  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const site: AwkwardSite = {
    url: `http://127.0.0.1:${port}`,
    reads: [],
    sends: [],
    addBehaviours: (...more) => void (behaviours = [...more, ...behaviours]),
    close: async () => {
      const closed = once(server.close(), 'close');
      // After that no more connections come.
      server.closeAllConnections();
      await closed;
    },
  };
  return site;
}

async function responseOf(behaviours: readonly Behaviour[], request: AwkwardRequest): Promise<AwkwardResponse> {
  for (const behaviour of behaviours) {
    const response = await behaviour(request);
    if (response) return response;
  }
  return notFound;
}
