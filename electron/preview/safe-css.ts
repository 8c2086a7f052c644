/**
 * Removes everything from style sheets that would load something. The message's policy forbids that as well (see preview-rules.ts); this is
 * a second defence. Names are found everywhere, also in strings and comments, so it doesn't matter how a browser parses their surroundings.
 */

/**
 * Functions that take an address (CSS Values and Units 5, CSS Images 4, and older ones of browsers). Any name that ends with one counts: a
 * browser may parse what is before it, such as `<!--`, separately.
 */
const loadingFunctions = /(?:url|src|image|image-set|url-prefix|domain)$/;

/** A name with all its escapes (CSS Syntax 3, 4.3.7 and 4.3.11), as the name of a function or an at-rule. */
const names = /(@?)((?:[-\w]|\P{ASCII}|\\(?:[0-9a-f]{1,6}(?:\r\n|[ \t\r\n\f])?|[^\r\n\f0-9a-f]))+)(\(?)/giu;

/** Images embedded in the style sheet, as in image-refs.ts. */
const embedded = /^\s*["']?data:image\/(?:png|jpe?g|gif|webp|bmp|avif)[;,]/i;

/** The name of an invalid function or at-rule, which browsers ignore. */
const placeholder = 'not-loaded';

/** For a style sheet or the value of a `style` attribute. */
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

/** Invalid code points become replacement characters, as in CSS. */
const characterOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
