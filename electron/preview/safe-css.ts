/**
 * Takes out of style sheets what would load something: the message's policy forbids it as well (see preview-rules.ts), and this is the second
 * wall. Names are found wherever they stand, in strings and comments, too, so it does not matter how a browser reads what is around them. Pure.
 */

/**
 * Functions that name an address, as a string or as it stands (CSS Values and Units 5, CSS Images 4, and what browsers had before). Whatever ends like
 * one counts: a browser may read what stands before it, such as `<!--`, as something of its own.
 */
const loadingFunctions = /(?:url|src|image|image-set|url-prefix|domain)$/;

/** A name with all its escapes (CSS Syntax 3, 4.3.7 and 4.3.11), as the name of a function or an at-rule. */
const names = /(@?)((?:[-\w]|\P{ASCII}|\\(?:[0-9a-f]{1,6}(?:\r\n|[ \t\r\n\f])?|[^\r\n\f0-9a-f]))+)(\(?)/giu;

/** Pictures in the style sheet itself, as image-refs.ts has them. */
const embedded = /^\s*["']?data:image\/(?:png|jpe?g|gif|webp|bmp|avif)[;,]/i;

/** An invalid function or at-rule: a browser passes it over. */
const placeholder = 'not-loaded';

/** For a whole style sheet and for the value of a `style` attribute alike. */
export function safeCss(css: string): string {
  return css.replace(names, (all: string, at: string, name: string, opens: string, from: number) => {
    const plain = unescaped(name);
    if (at !== '' && plain === 'import') return `@${placeholder}${opens}`;
    if (opens === '' || !loadingFunctions.test(plain)) return all;
    return plain.endsWith('url') && embedded.test(css.slice(from + all.length, from + all.length + 40)) ? all : `${at}${placeholder}(`;
  });
}

const unescaped = (name: string): string =>
  name
    .replace(/\\(?:([0-9a-f]{1,6})(?:\r\n|[ \t\r\n\f])?|([^]))/giu, (_, code: string | undefined, sign: string | undefined) =>
      code === undefined ? (sign ?? '') : characterOf(parseInt(code, 16)),
    )
    .toLowerCase();

/** What no character has such a number for is a replacement character, as in CSS. */
const characterOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
