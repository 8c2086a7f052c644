/** Writes a request as a curl command for POSIX shells. */

/** A request as it goes, or as the log has kept it. */
export interface WrittenRequest {
  method: string;
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body?: string;
}

/** Headers that curl makes itself. */
const madeByCurl = new Set(['host', 'content-length', 'connection']);

/** Characters of a body beyond which it is no argument: systems limit those, Linux to 128 KiB each. */
const longestArgument = 16 * 1024;

/** What a method and a header's name consist of (RFC 9110, 5.6.2). */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** A terminal acts on these where they are pasted: some end a line, or the paste itself. A line feed only goes on to the next line. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const controls = /[\0-\x09\x0b-\x1f\x7f-\x9f]+/g;

/**
 * One command that makes at most one request with the very body, safe to paste whatever the request says: every text is quoted and has no
 * control character but line feeds. Give it a request made with placeholders; it writes whatever headers it is given, but for names
 * that no header can have. `--globoff` and `--path-as-is` leave the URL as it stands, where curl would make
 * several of `[1-3]`. An empty body makes curl send `Content-Length: 0`, as Keypost does; `--data-raw` takes a body as it stands, also
 * where it begins with `@`.
 */
export function asCurl(request: WrittenRequest): string {
  const { method, url, body } = request;
  const headers = request.headers.filter(([name]) => token.test(name) && !madeByCurl.has(name.toLowerCase()));
  const piped = body !== undefined && isPiped(body);
  const lines = [
    `curl --globoff --path-as-is --request ${methodArgument(method)} ${urlArgument(url)}`,
    ...headers.map(([name, value]) => `--header ${quote(`${name}: ${onOneLine(value)}`)}`),
  ];
  // For a long body curl would ask first, and send the request a second time where it is refused.
  if (piped) lines.push(`--header 'Expect:'`, '--data-binary @-');
  else if (body !== undefined) lines.push(`--data-raw ${quote(body)}`);
  else if (method === 'POST') lines.push(`--data ''`);
  const command = lines.join(' \\\n  ');
  return piped ? `${printed(body)} | ${command}` : command;
}

const methodArgument = (method: string): string => (/^[A-Z]+$/.test(method) ? method : quote(onOneLine(method)));

/** What is no address of the web might be an option of curl's, or a file: then it has to stand behind `--url`. */
function urlArgument(url: string): string {
  return /^https?:\/\//i.test(url) ? quote(url) : `--proto '=http,https' --url ${quote(url)}`;
}

/** A line's end would begin another header, or another request (RFC 9110, 5.5). */
const onOneLine = (text: string): string => text.replace(/[\r\n\0]/g, ' ');

const isPiped = (body: string): boolean => body.length > longestArgument || body.search(controls) >= 0;

/** The shell's own printf takes a text of any length, and adds no line break as a here-document would. `%b` reads `\0` with an octal number. */
function printed(body: string): string {
  if (body.search(controls) < 0) return `printf '%s' ${quote(body)}`;
  const escaped = body.replaceAll('\\', '\\\\').replace(controls, (found) => octal(found, '\\0'));
  return `printf '%b' ${quote(escaped)}`;
}

/**
 * Inside single quotes a POSIX shell leaves everything as it is, but a single quote itself has to be stepped around. So has `!`, and `^` at
 * the beginning of a line: shells that are typed into look for earlier commands there, some of them also in quotes that span several
 * lines. Control characters are made by the shell itself; NUL can't be in an argument.
 */
function quote(argument: string): string {
  const escaped = argument
    .replaceAll('\0', '')
    .replaceAll("'", `'\\''`)
    .replaceAll('!', `'\\!'`)
    .replace(/^\^/gm, `'\\^'`)
    .replace(controls, (found) => `'"$(printf '${octal(found, '\\')}')"'`);
  return `'${escaped}'`;
}

const encoder = new TextEncoder();

/** Each byte as a number for printf. */
const octal = (text: string, before: string): string =>
  Array.from(encoder.encode(text), (byte) => before + byte.toString(8).padStart(3, '0')).join('');
