/** Formats a response's body without changing its content. */

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * The body as indented JSON, or `null` if it isn't JSON or would look the same. Only white space is changed: numbers too long for
 * JavaScript, repeated names and escapes stay as the server wrote them.
 */
export function prettyJson(text: string): string | null {
  if (!isJson(text)) return null;
  const tokens = text.match(token) ?? [];
  let depth = 0;
  let out = '';
  const line = () => '\n' + '  '.repeat(depth);
  tokens.forEach((part, at) => {
    const next = tokens[at + 1];
    if (part === '{' || part === '[') {
      depth++;
      out += next === '}' || next === ']' ? part : part + line();
    } else if (part === '}' || part === ']') {
      depth--;
      const before = tokens[at - 1];
      out += before === '{' || before === '[' ? part : line() + part;
    } else if (part === ',') out += part + line();
    else if (part === ':') out += ': ';
    else out += part;
  });
  return out === text ? null : out;
}

/** "0 bytes", "1 byte", "812 bytes", "14.2 KiB". */
export function sizeText(bytes: number): string {
  if (bytes === 1) return '1 byte';
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KiB`;
}
