/** A realm on loopback, used over a real connection, whose lists and templates the test chooses. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface RealmResponse {
  status?: number;
  body: unknown;
}

export interface AwkwardRealm {
  siteUrl: string;
  /** Path and query of every request, in order. */
  asked: string[];
  /** The responses for each kind of object; `skip` is the requested offset. */
  responses: Record<'lists' | 'templates', (skip: number) => RealmResponse | Promise<RealmResponse>>;
}

export const inPages =
  (all: readonly unknown[]) =>
  (skip: number): RealmResponse => ({ body: all.slice(skip, skip + 500) });

export async function awkwardRealm(responses: Partial<AwkwardRealm['responses']> = {}): Promise<AwkwardRealm> {
  const realm: AwkwardRealm = { siteUrl: '', asked: [], responses: { lists: inPages([]), templates: inPages([]), ...responses } };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://realm');
    realm.asked.push(request.url ?? '');
    const kind = pathname === '/rest/lists' ? 'lists' : 'templates';
    const { status = 200, body } = await realm.responses[kind](Number(searchParams.get('skip')));
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  realm.siteUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return realm;
}
