/** Writes a request as a curl command for POSIX shells. */

/** A request as it is sent, or as the log has kept it. */
export interface WrittenRequest {
  method: string;
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body?: string;
}

/** Headers that curl adds itself. */
const madeByCurl = new Set(['host', 'content-length', 'connection']);

/** Longer bodies, in characters, are piped instead of passed as an argument: systems limit arguments, Linux to 128 KiB each. */
const longestArgument = 16 * 1024;

/** The characters of a method and of a header name (RFC 9110, 5.6.2). */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Control characters that a terminal acts on when they are pasted: some end the line, or the paste itself. A line feed only continues on
 * the next line.
 */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const controls = /[\0-\x09\x0b-\x1f\x7f-\x9f]+/g;

/**
 * Returns one shell command that makes at most one request with exactly this body. It is safe to paste whatever the request contains: every
 * text is quoted and has no control characters except line feeds. Pass a request with placeholders for the credentials: all headers are
 * written, except those whose names are not valid. `--globoff` and `--path-as-is` keep the URL as it is; otherwise curl would turn `[1-3]`
 * into several requests. With an empty body curl sends `Content-Length: 0`, as Keypost does. `--data-raw` keeps a body as it is, even if it
 * begins with `@`.
 */
export function asCurl(request: WrittenRequest): string {
  const { method, url, body } = request;
  const headers = request.headers.filter(([name]) => token.test(name) && !madeByCurl.has(name.toLowerCase()));
  const piped = body !== undefined && isPiped(body);
  const lines = [
    `curl --globoff --path-as-is --request ${methodArgument(method)} ${urlArgument(url)}`,
    ...headers.map(([name, value]) => `--header ${quote(`${name}: ${onOneLine(value)}`)}`),
  ];
  // With `Expect`, curl would ask the server before it sends a long body, and repeat the request if that is refused.
  if (piped) lines.push(`--header 'Expect:'`, '--data-binary @-');
  else if (body !== undefined) lines.push(`--data-raw ${quote(body)}`);
  else if (method === 'POST') lines.push(`--data ''`);
  const command = lines.join(' \\\n  ');
  return piped ? `${printed(body)} | ${command}` : command;
}

const methodArgument = (method: string): string => (/^[A-Z]+$/.test(method) ? method : quote(onOneLine(method)));

/** A text that is not a web address could be taken for an option of curl, or for a file, so it needs `--url`. */
function urlArgument(url: string): string {
  return /^https?:\/\//i.test(url) ? quote(url) : `--proto '=http,https' --url ${quote(url)}`;
}

/** A line break would start another header, or another request (RFC 9110, 5.5). */
const onOneLine = (text: string): string => text.replace(/[\r\n\0]/g, ' ');

const isPiped = (body: string): boolean => body.length > longestArgument || body.search(controls) >= 0;

/**
 * The shell's built-in printf takes a text of any length and, unlike a here-document, adds no line break. `%b` interprets `\0` followed by
 * an octal number.
 */
function printed(body: string): string {
  if (body.search(controls) < 0) return `printf '%s' ${quote(body)}`;
  const escaped = body.replaceAll('\\', '\\\\').replace(controls, (found) => octal(found, '\\0'));
  return `printf '%b' ${quote(escaped)}`;
}

/**
 * A POSIX shell leaves everything inside single quotes as it is, so only a single quote itself has to be escaped. `!`, and `^` at the
 * beginning of a line, are escaped as well: interactive shells use them to recall earlier commands, some of them even in quotes that span
 * several lines. Control characters are produced by printf in the shell. NUL is removed, because an argument can't contain it.
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

/** Each byte as an octal escape for printf. */
const octal = (text: string, before: string): string =>
  Array.from(encoder.encode(text), (byte) => before + byte.toString(8).padStart(3, '0')).join('');
