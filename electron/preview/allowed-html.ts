/**
 * The parts of a template's HTML that are shown: an allow list. Nothing on it can run code, load, navigate or send.
 */

/** Other elements lose their tags and keep their text. */
export const allowedElements: ReadonlySet<string> = new Set(
  (
    'html head body style div span p br hr center pre blockquote h1 h2 h3 h4 h5 h6 a b i u s em strong small big sub sup tt code kbd samp var ' +
    'cite dfn abbr q ins del strike font mark bdi bdo wbr time address article aside section header footer main nav figure figcaption hgroup ' +
    'ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th img'
  ).split(' '),
);

/** Elements without an end tag. */
export const voidElements: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'col', 'wbr']);

/** Elements whose text isn't text of the message, and which parsers treat specially. */
export const textlessElements: ReadonlySet<string> = new Set(
  'script title textarea iframe noembed noframes noscript xmp plaintext'.split(' '),
);

/** Attributes for appearance and layout. Those with addresses are handled in image-refs.ts, styles in safe-css.ts. */
export const allowedAttributes: ReadonlySet<string> = new Set(
  (
    'style class id title lang dir align valign width height bgcolor color face size border bordercolor cellpadding cellspacing colspan ' +
    'rowspan span scope nowrap rules frame alt hspace vspace clear noshade type start value reversed text'
  ).split(' '),
);
