/** Writes a request as a curl command for POSIX shells. Pure. */
import type { WireRequest } from './transport.ts';

/** A request as it goes, or as the log has kept it. */
export type WrittenRequest = Omit<WireRequest, 'method'> & { method: string };

/** Headers that curl makes itself. */
const madeByCurl = new Set(['host', 'content-length', 'connection']);

/** Characters of a body beyond which it is no argument: systems limit those, Linux to 128 KiB each. */
const longestArgument = 16 * 1024;

/**
 * One command that makes exactly one request with the very body, safe to paste: every argument is single-quoted. Give it a request made with
 * placeholders; it writes whatever headers it is given. `--globoff` and `--path-as-is` leave the URL as it stands, where curl would make
 * several of `[1-3]`. An empty body makes curl send `Content-Length: 0`, as Keypost does; `--data-raw` takes a body as it stands, also
 * where it begins with `@`.
 */
export function asCurl(request: WrittenRequest): string {
  const { method, url, body } = request;
  const headers = request.headers.filter(([name]) => !madeByCurl.has(name.toLowerCase()));
  const isLong = body !== undefined && body.length > longestArgument;
  const lines = [
    `curl --globoff --path-as-is --request ${method} ${quote(url)}`,
    ...headers.map(([name, value]) => `--header ${quote(`${name}: ${value}`)}`),
  ];
  // For a long body curl would ask first, and send the request a second time where it is refused.
  if (isLong) lines.push(`--header 'Expect:'`, '--data-binary @-');
  else if (method === 'POST') lines.push(body === undefined ? `--data ''` : `--data-raw ${quote(body)}`);
  const command = lines.join(' \\\n  ');
  // The shell's own printf has no such limit, and adds no line break as a here-document would.
  return isLong ? `printf '%s' ${quote(body)} | ${command}` : command;
}

/**
 * Inside single quotes a POSIX shell leaves everything as it is, but a single quote itself has to be stepped around. So has `!`: shells that
 * are typed into look for earlier commands there, some of them also in quotes that span several lines.
 */
function quote(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`).replaceAll('!', `'\\!'`)}'`;
}
