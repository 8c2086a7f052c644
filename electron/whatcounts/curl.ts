/** Writes a request as a curl command for POSIX shells. Pure. */
import type { WireRequest } from './transport.ts';

/** A request as it goes, or as the log has kept it. */
export type WrittenRequest = Omit<WireRequest, 'method'> & { method: string };

/** Headers that curl makes itself. */
const madeByCurl = new Set(['host', 'content-length', 'connection']);

/**
 * One command, safe to paste: every argument is single-quoted. Give it a request made with placeholders; it writes
 * whatever headers it is given. An empty body makes curl send `Content-Length: 0`, as Keypost does; `--data-raw` takes a body as it
 * stands, also where it begins with `@`.
 */
export function asCurl(request: WrittenRequest): string {
  const headers = request.headers.filter(([name]) => !madeByCurl.has(name.toLowerCase()));
  const lines = [
    `curl --request ${request.method} ${quote(request.url)}`,
    ...headers.map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
  ];
  if (request.method === 'POST') lines.push(request.body === undefined ? `--data ''` : `--data-raw ${quote(request.body)}`);
  return lines.join(' \\\n  ');
}

/** Inside single quotes a POSIX shell leaves everything as it is, but a single quote itself has to be stepped around. */
function quote(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}
