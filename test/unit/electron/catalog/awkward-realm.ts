/** A realm on loopback whose lists and templates the test chooses, with a real connection to it. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Answer {
  status?: number;
  body: unknown;
}

export interface AwkwardRealm {
  siteUrl: string;
  /** Path and query of every request, in their order. */
  asked: string[];
  /** Answers by kind of the catalog; `skip` is what was asked for. */
  answers: Record<'lists' | 'templates', (skip: number) => Answer | Promise<Answer>>;
}

export const inPages =
  (all: readonly unknown[]) =>
  (skip: number): Answer => ({ body: all.slice(skip, skip + 500) });

export async function awkwardRealm(answers: Partial<AwkwardRealm['answers']> = {}): Promise<AwkwardRealm> {
  const realm: AwkwardRealm = { siteUrl: '', asked: [], answers: { lists: inPages([]), templates: inPages([]), ...answers } };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://realm');
    realm.asked.push(request.url ?? '');
    const kind = pathname === '/rest/lists' ? 'lists' : 'templates';
    const { status = 200, body } = await realm.answers[kind](Number(searchParams.get('skip')));
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
