/** Parses a style sheet like a browser (CSS Syntax 3, 4.3) and returns the names of its functions and at-rules, unescaped and in lower case. */

const space = /[ \t\n]/;
const nameStart = /[A-Za-z_]|[^\0-\x7f]/;
const nameSign = /[-\w]|[^\0-\x7f]/;

export interface CssName {
  kind: 'function' | 'at';
  name: string;
  /** The text after it. */
  rest: string;
}

export function cssNames(source: string): CssName[] {
  const text = source.replace(/\r\n|[\r\f]/g, '\n').replaceAll('\0', '\ufffd');
  const found: CssName[] = [];
  let at = 0;
  const isEscape = (from: number): boolean => text[from] === '\\' && from + 1 < text.length && text[from + 1] !== '\n';
  const startsName = (from: number): boolean => {
    const skipped = text[from] === '-' ? from + 1 : from;
    return nameStart.test(text[skipped] ?? '') || isEscape(skipped) || (text[from] === '-' && text[skipped] === '-');
  };
  const escape = (): string => {
    const [hex] = /^[0-9a-f]{1,6}/i.exec(text.slice(at + 1, at + 7)) ?? [''];
    if (hex === '') {
      const sign = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
      at += 1 + sign.length;
      return sign;
    }
    at += 1 + hex.length;
    if (space.test(text[at] ?? '')) at++;
    const code = parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  };
  const name = (): string => {
    let read = '';
    for (;;) {
      if (isEscape(at)) read += escape();
      else if (nameSign.test(text[at] ?? '')) read += text[at++] ?? '';
      else return read;
    }
  };
  const skipString = (quote: string): void => {
    at++;
    while (at < text.length) {
      if (text[at] === quote) {
        at++;
        return;
      }
      // An unterminated string ends with its line.
      if (text[at] === '\n') return;
      if (isEscape(at)) escape();
      else at += text[at] === '\\' ? 2 : 1;
    }
  };
  while (at < text.length) {
    const sign = text[at] ?? '';
    if (text.startsWith('/*', at)) at = text.includes('*/', at + 2) ? text.indexOf('*/', at + 2) + 2 : text.length;
    else if (sign === '"' || sign === "'") skipString(sign);
    else if (sign === '#' && (nameSign.test(text[at + 1] ?? '') || isEscape(at + 1))) {
      at++;
      name();
    } else if (sign === '@' && startsName(at + 1)) {
      at++;
      found.push({ kind: 'at', name: name().toLowerCase(), rest: text.slice(at) });
    } else if (/^[-+]?(?:\d|\.\d)/.test(text.slice(at, at + 3))) {
      at += /^[-+]?\d*(?:\.\d+)?(?:e[-+]?\d+)?/i.exec(text.slice(at, at + 400))?.[0].length ?? 1;
      if (startsName(at)) name();
    } else if (text.startsWith('-->', at)) at += 3;
    else if (text.startsWith('<!--', at)) at += 4;
    else if (startsName(at)) {
      const read = name().toLowerCase();
      if (text[at] !== '(') continue;
      at++;
      found.push({ kind: 'function', name: read, rest: text.slice(at) });
      // An unquoted address contains no tokens.
      if (read === 'url' && !/^[ \t\n]*["']/.test(text.slice(at))) at += /^(?:\\[^]|[^)\\])*/.exec(text.slice(at))?.[0].length ?? 0;
    } else at++;
  }
  return found;
}
