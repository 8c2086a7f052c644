/**
 * What of a template's HTML is shown. It is a list of what may stay: nothing in it can run, load, lead elsewhere or send. Pure.
 */

/** Everything else loses its tags and keeps its words. */
export const allowedElements: ReadonlySet<string> = new Set(
  (
    'html head body style div span p br hr center pre blockquote h1 h2 h3 h4 h5 h6 a b i u s em strong small big sub sup tt code kbd samp var ' +
    'cite dfn abbr q ins del strike font mark bdi bdo wbr time address article aside section header footer main nav figure figcaption hgroup ' +
    'ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th img'
  ).split(' '),
);

/** They have no end tag. */
export const voidElements: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'col', 'wbr']);

/** Their words are no words of the message, and a parser reads them in another way than the rest. */
export const textlessElements: ReadonlySet<string> = new Set(
  'script title textarea iframe noembed noframes noscript xmp plaintext'.split(' '),
);

/** How things look, and where they stand. Addresses are not among them: see image-refs.ts, and for styles safe-css.ts. */
export const allowedAttributes: ReadonlySet<string> = new Set(
  (
    'style class id title lang dir align valign width height bgcolor color face size border bordercolor cellpadding cellspacing colspan ' +
    'rowspan span scope nowrap rules frame alt hspace vspace clear noshade type start value reversed text'
  ).split(' '),
);
